import type { DimensionId, EntityId } from './entities.ts'
import type { Said } from './filters.ts'

/** What may become of a row, as against what it is. */
const results: readonly DimensionId[] = ['end', 'open', 'running', 'verdict', 'bad', 'accepted', 'outcome', 'status', 'state', 'command-state', 'answer', 'cause', 'takeover']

/**
 * Of which part the share is asked: what became of them, said after them. “of repair attempts, the accepted” are not “of
 * attempts, the accepted ones of repair”. null where it is not clear.
 */
export function partMeant(said: readonly Said[], entity: EntityId): Said[] | null {
  const outcomes = said.filter(({ dimension }) => results.includes(dimension))
  const later = outcomes.filter(({ isBeforeNoun }) => !isBeforeNoun)
  const [one, another] = later.length > 0 ? later : outcomes
  if (one === undefined) return said.length === 1 ? [...said] : null
  if (another !== undefined) return null
  // “healed by repair” is one thing, “those of repair, healed” is another.
  const rung = entity === 'incidents' ? said.find(({ dimension }) => dimension === 'rung') : undefined
  if (rung === undefined || rung.isBeforeNoun) return [one]
  return one.dimension === 'end' && said.indexOf(rung) === said.indexOf(one) + 1 ? [one, rung] : null
}
