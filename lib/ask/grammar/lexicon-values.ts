import { entities, type DimensionId, type EntityId } from './entities.ts'
import { value, type Entry } from './lexicon.ts'

/** Columns whose values are called by their own names, in either language. */
const named: readonly [EntityId, DimensionId][] = [
  ['incidents', 'verdict'], ['incidents', 'end'], ['faults', 'end'], ['incidents', 'rung'], ['incidents', 'class'], ['organisms', 'state'], ['states', 'to-state'], ['organisms', 'kind'],
  ['genomes', 'origin'], ['genomes', 'status'], ['rungs', 'outcome'], ['attempts', 'cause'], ['commands', 'role'], ['commands', 'command'], ['commands', 'command-state'], ['model_calls', 'seat'],
  ['actions', 'program'], ['heartbeats', 'beat-role'],
]

/** What a column may be, by the contract. */
export const valuesOfContract: readonly Entry[] = [
  ...named.flatMap(([entity, dimension]) => (entities[entity].dimensions[dimension]?.values ?? []).map((each) => value(String(each), { dimension, value: each }))),
  // “incident open” may be said of an incident; of an event, it is its kind.
  ...(entities.events.dimensions.event?.values ?? []).map((each) => value(`${each} event(|s)`, { dimension: 'event', value: each })),
]
