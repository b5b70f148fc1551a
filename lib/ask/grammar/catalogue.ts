import { entities, nouns, type DimensionId, type Entity, type EntityId, type MeasureId, type Noun, type NounId } from './entities.ts'
import { aboutWhat } from './misunderstanding.ts'
import type { ValueReading } from './meaning.ts'
import type { Measure } from './query.ts'

/** What can be said of what: looked up in the tables of entities and nouns. */

/** Whose rows a measure belongs to, where nothing else says. */
const home: Partial<Record<MeasureId, NounId>> = {
  heal: 'incident', detect: 'incident', work: 'pulse', wall: 'pulse', cpu: 'pulse', memory: 'pulse', lead: 'takeover', tokens: 'call', cost: 'call', intensity: 'fault', tried: 'search',
}
export const homeOf = (measures: readonly { ids: readonly MeasureId[] }[]): NounId[] => measures.flatMap(({ ids }) => ids.flatMap((id) => home[id] ?? []))

/** What no two rows have in common: nothing can be counted by it. */
export const identities: readonly DimensionId[] = ['incident', 'genome']

/** What “by kind” means of them. */
export const kinds: Partial<Record<EntityId, DimensionId>> = { faults: 'fault', organisms: 'kind', commands: 'command', events: 'event', pulses: 'verdict' }

export const nounOf = (id: NounId): Noun => nouns[id]
export const dimensionsOf = (id: EntityId): Entity['dimensions'] => entities[id].dimensions
export const has = (id: EntityId, dimension: DimensionId | undefined): dimension is DimensionId => dimension !== undefined && dimension in dimensionsOf(id)
export const columnOf = (id: EntityId, measure: Measure): string => entities[id].measures[measure] ?? ''

/** Whether rows of an entity can have this value. */
export function fitsIn(entity: EntityId, { dimension, value, only }: ValueReading): boolean {
  const found = dimensionsOf(entity)[dimension]
  return found !== undefined && (found.values === undefined || found.values.includes(value)) && (only === undefined || only === entity)
}

/** The word that an entity's rows are usually called by. */
export function nounNamed(entity: EntityId): NounId {
  const found = (Object.keys(nouns) as NounId[]).find((id) => nounOf(id).entity === entity && nounOf(id).where === undefined)
  if (!found) throw aboutWhat()
  return found
}

/** As people call the rows of an entity, in a refusal. */
export const called = (entity: EntityId): string => entity.replace('_', ' ')
