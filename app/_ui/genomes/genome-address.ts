import { createParser, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { genomeOriginSchema, genomeStatusSchema } from '../../../lib/contract/genome.ts'
import { address } from '../address/address.ts'

export const sizeMetrics = ['survived', 'fitness', 'lines'] as const
export type SizeMetric = (typeof sizeMetrics)[number]

export const sortKeys = ['version', 'origin', 'status', 'survived', 'fitness', 'lines'] as const
export type SortKey = (typeof sortKeys)[number]

/** The state of the room of genomes that is worth a link. */
export const genomeAddress = {
  genome: address.genome,
  /** What the chosen version is compared with; its first parent where it is left out. */
  against: address.genome,
  /** null: drawn where there is room, else a table. */
  as: parseAsStringLiteral(['drawn', 'table']),
  size: parseAsStringLiteral(sizeMetrics).withDefault('survived'),
  sort: parseAsStringLiteral(sortKeys).withDefault('version'),
  up: parseAsBoolean.withDefault(false),
  find: parseAsString.withDefault(''),
  origin: parseAsStringLiteral(genomeOriginSchema.options),
  status: parseAsStringLiteral(genomeStatusSchema.options),
  tag: createParser({ parse: (value) => (value.length <= 40 ? value : null), serialize: (value: string) => value }),
  /** The comparison in Monaco's diff editor. */
  editor: parseAsBoolean.withDefault(false),
}
