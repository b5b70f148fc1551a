import { createParser, createSerializer, parseAsInteger, parseAsString, parseAsStringLiteral, parseAsBoolean } from 'nuqs/server'
import { faultEndSchema } from '../../../lib/contract/fault.ts'

/** On a phone God View shows one of these at a time; on a wide page all of them. */
export const viewTabs = ['live', 'log', 'charts'] as const

/** What there is to see of one organism. */
export const organismTabs = ['source', 'healing', 'spec', 'pulses'] as const

export const logShows = ['all', 'stdout', 'stderr', 'events'] as const
export type LogShow = (typeof logShows)[number]

/** The loop of healing, MAPE-K: four stages around what is known. */
export const stages = ['monitor', 'analyse', 'plan', 'execute', 'knowledge'] as const
export type Stage = (typeof stages)[number]

export const metrics = ['work', 'first-output', 'memory'] as const
export type Metric = (typeof metrics)[number]

export const historyEnds = ['running', ...faultEndSchema.options] as const

const idPattern = /^[a-z][a-z0-9-]{0,62}$/
const genomePattern = /^[a-z][a-z0-9-]{0,62}\.g\d{4,9}$/

/** What does not look like an id is as good as absent: an address is typed by people. */
const matching = (pattern: RegExp) =>
  createParser({ parse: (value) => (pattern.test(value) ? value : null), serialize: (value: string) => value })

/** All of the page's state that is worth a link, beside the room that it is in. */
export const address = {
  organism: matching(idPattern),
  tab: parseAsStringLiteral(viewTabs).withDefault('live'),
  of: parseAsStringLiteral(organismTabs).withDefault('source'),
  genome: matching(genomePattern),
  fault: matching(idPattern),
  /** The fault of Ouroboros itself that is open; `none`: none of them. */
  strike: matching(idPattern),
  show: parseAsStringLiteral(logShows).withDefault('all'),
  problems: parseAsBoolean.withDefault(false),
  search: parseAsString.withDefault(''),
  /** Only what belongs to this stage of the loop. */
  stage: parseAsStringLiteral(stages),
  /** The incident that is looked at again, and the event that it stands at. */
  replay: parseAsString,
  at: parseAsInteger,
  metric: parseAsStringLiteral(metrics).withDefault('work'),
  /** What the history of chaos is narrowed to. */
  historyOf: matching(idPattern),
  historyFault: matching(idPattern),
  historyEnd: parseAsStringLiteral(historyEnds),
}

/** The query of a link: `?organism=beacon`, '' where there is nothing to say. */
export const linkQuery = createSerializer(address)
