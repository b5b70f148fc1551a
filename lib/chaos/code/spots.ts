import { fullAncestor } from 'acorn-walk'
import { findEntry } from './entry.ts'
import { isFunction, type Place } from './place.ts'
import { runningUnits, unreachableStatements } from './reach.ts'
import { findTelling } from './telling.ts'
import type { Tree } from './tree.ts'

/** A node of code that runs. Comments, strings as such, and dead code never become one. */
export interface Spot extends Place {
  /**
   * How much an edit here is worth: 0 changes what a pulse comes to; 1 runs once, at load, where the work is in
   * functions; 2 only changes what people are told.
   */
  rank: number
}

/** Every node that runs, in the order of the source. */
export function spotsOf(tree: Tree): Spot[] {
  const places: Place[] = []
  fullAncestor<unknown>(tree.program, (node, _state, ancestors, type) => {
    places.push({ node, parents: ancestors.slice(0, -1), written: type === 'VariablePattern' })
  })
  const entry = findEntry(tree.program, places)
  const runs = runningUnits(tree.program, places, entry)
  const dead = unreachableStatements(places)
  const running = places.filter(({ node, parents }) => [...parents, node].every((part) => !dead.has(part) && runs(part)))
  const tells = findTelling(running, entry)
  const rankOf = (place: Place) => (tells(place) ? 2 : entry.performs && !place.parents.some(isFunction) ? 1 : 0)
  return running
    .map((place) => ({ ...place, rank: rankOf(place) }))
    .sort((a, b) => a.node.start - b.node.start || b.node.end - a.node.end)
}
