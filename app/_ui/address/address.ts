import { createParser, parseAsString, parseAsStringLiteral, parseAsBoolean } from 'nuqs/server'

/** Rooms of the page. On a phone each is a screen; on a wide one `live` and `log` are always in sight. */
export const rooms = ['live', 'log', 'pulse', 'chaos', 'incidents', 'genomes', 'healing'] as const
export type Room = (typeof rooms)[number]

export const logShows = ['all', 'stdout', 'stderr', 'events'] as const
export type LogShow = (typeof logShows)[number]

export const metrics = ['work', 'first-output', 'memory'] as const
export type Metric = (typeof metrics)[number]

const idPattern = /^[a-z][a-z0-9-]{0,62}$/
const genomePattern = /^[a-z][a-z0-9-]{0,62}\.g\d{4,9}$/

/** What does not look like an id is as good as absent: an address is typed by people. */
const matching = (pattern: RegExp) =>
  createParser({ parse: (value) => (pattern.test(value) ? value : null), serialize: (value: string) => value })

/** All of the page's state that is worth a link. */
export const address = {
  organism: matching(idPattern),
  tab: parseAsStringLiteral(rooms).withDefault('live'),
  incident: matching(/^[\w.:-]{1,80}$/),
  genome: matching(genomePattern),
  fault: matching(idPattern),
  show: parseAsStringLiteral(logShows).withDefault('all'),
  problems: parseAsBoolean.withDefault(false),
  search: parseAsString.withDefault(''),
  /** The bench over all rooms but the rail: for what is long to read. */
  tall: parseAsBoolean.withDefault(false),
  metric: parseAsStringLiteral(metrics).withDefault('work'),
}
