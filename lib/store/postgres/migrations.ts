/**
 * Every change of the schema, oldest first; `schema_version` is how many have been made. One that has been in a database
 * somewhere is never edited, only followed by another.
 *
 * Numbers that count changes (`change`, `beat`, `trim`, `seq`) are given under a lock that is held until the commit, so
 * that they come to light in their order: who has seen one has seen every smaller one.
 */
export const migrations: readonly string[] = [
  `
  create table ouroboros.identity (
    one integer primary key check (one = 1),
    ledger text not null
  );
  insert into ouroboros.identity (one, ledger) values (1, gen_random_uuid()::text);

  -- Who may write, and what the next row follows. Whoever writes as a core locks it first.
  create table ouroboros.lease (
    one integer primary key check (one = 1),
    epoch bigint not null,
    core text not null,
    host text not null,
    pid bigint not null,
    born text not null,
    socket text,
    renewed_at bigint not null,
    head bigint not null,
    hash text not null,
    beat bigint not null,
    trims bigint not null
  );
  insert into ouroboros.lease values (1, 0, '', '', 0, '', null, 0, 0, repeat('0', 64), 0, 0);

  create table ouroboros.events (
    seq bigint primary key,
    at bigint not null,
    epoch bigint not null,
    core text not null,
    kind text not null,
    organism text,
    incident text,
    -- The exact text: the hash is over it.
    data text not null,
    hash text not null
  );

  create table ouroboros.attachments (
    seq bigint primary key,
    at bigint not null,
    bytes bigint not null,
    -- Output may hold any character, and text here may not hold a NUL.
    body bytea not null
  );
  create index attachments_at on ouroboros.attachments (at);

  create table ouroboros.trims (
    trim bigint primary key,
    up_to bigint not null,
    before_ms bigint not null,
    through bigint not null
  );

  create table ouroboros.cores (
    id text primary key,
    host text not null,
    pid bigint not null,
    epoch bigint not null,
    role text not null,
    started_at bigint not null,
    heartbeat_at bigint not null,
    lag_ms double precision
  );

  create table ouroboros.heartbeats (
    at bigint not null,
    core text not null,
    epoch bigint not null,
    role text not null,
    lag_ms double precision,
    beat bigint not null,
    primary key (at, core)
  );
  create index heartbeats_beat on ouroboros.heartbeats (beat);

  create table ouroboros.commands (
    place bigint primary key,
    id text not null unique,
    kind text not null,
    state text not null,
    author text not null,
    role text,
    reason text,
    created_at bigint not null,
    request text not null,
    outcome text,
    epoch bigint not null default 0,
    claims bigint not null default 0,
    change bigint not null unique
  );
  create index commands_open on ouroboros.commands (place) where state in ('queued', 'claimed');
  create index commands_author on ouroboros.commands (author, place);

  create table ouroboros.organism_states (
    organism text primary key,
    state text not null
  );
  `,
]
