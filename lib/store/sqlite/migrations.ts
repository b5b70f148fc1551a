/**
 * Every change of the schema, oldest first; `PRAGMA user_version` is how many have been made. One that has been in a
 * ledger somewhere is never edited, only followed by another.
 */
export const migrations: readonly string[] = [
  `
  create table lease (
    one integer primary key check (one = 1),
    epoch integer not null,
    core text not null
  ) strict;

  create table cores (
    id text primary key,
    pid integer not null,
    epoch integer not null,
    started_at integer not null,
    heartbeat_at integer not null
  ) strict, without rowid;

  create table events (
    seq integer primary key,
    at integer not null,
    epoch integer not null,
    core text not null,
    kind text not null,
    organism text,
    incident text,
    data text not null,
    hash text not null
  ) strict;
  create index events_organism on events (organism);
  create index events_incident on events (incident) where incident is not null;
  -- Nearly all rows are pulses and output: leaving them out keeps the hot path short.
  create index events_rare on events (kind, organism) where kind not in ('pulse-end', 'log-chunk');

  create table attachments (
    seq integer primary key,
    at integer not null,
    organism text,
    bytes integer not null,
    body text not null
  ) strict;
  create index attachments_organism on attachments (organism);

  create table commands (
    place integer primary key,
    id text not null unique,
    kind text not null,
    state text not null,
    author text not null,
    created_at integer not null,
    request text not null,
    outcome text,
    epoch integer not null default 0,
    claims integer not null default 0
  ) strict;
  create index commands_open on commands (place) where state in ('queued', 'claimed');

  create table organism_states (
    organism text primary key,
    state text not null
  ) strict;

  create table projections (
    one integer primary key check (one = 1),
    version integer not null,
    seq integer not null
  ) strict;

  create table view_snapshot (
    one integer primary key check (one = 1),
    seq integer not null,
    view text not null
  ) strict;

  create table incidents (
    id text primary key,
    seq integer not null,
    organism text not null,
    incident text not null
  ) strict;
  create index incidents_seq on incidents (seq);
  create index incidents_organism on incidents (organism, seq);

  create table attempts (
    seq integer primary key,
    incident text not null,
    attempt text not null
  ) strict;
  create index attempts_incident on attempts (incident);

  create table genomes (
    id text primary key,
    seq integer not null,
    organism text not null,
    status text not null,
    fitness real,
    current integer not null,
    genome text not null
  ) strict;
  create index genomes_seq on genomes (seq);
  create index genomes_organism on genomes (organism, seq);
  `,
  `
  create table antibodies (
    organism text not null,
    signature text not null,
    recipe text not null,
    genome text not null,
    seq integer not null,
    primary key (organism, signature, recipe)
  ) strict, without rowid;
  `,
  `alter table genomes add column tags text;`,
  `
  alter table lease add column host text not null default '';
  alter table lease add column pid integer not null default 0;
  alter table lease add column born text not null default '';
  alter table lease add column socket text;
  alter table lease add column renewed_at integer not null default 0;

  alter table cores add column host text not null default '';
  alter table cores add column role text not null default 'active';
  alter table cores add column lag_ms real;

  create table heartbeats (
    at integer not null,
    core text not null,
    epoch integer not null,
    role text not null,
    lag_ms real,
    primary key (at, core)
  ) strict, without rowid;

  alter table commands add column role text;
  alter table commands add column reason text;
  `,
]
