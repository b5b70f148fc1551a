import type { AnyNode } from 'acorn'
import { isLoop } from '../../tree.ts'
import { isFilled, isWritten, listedStatements, type MissingName } from './missing-name.ts'

/** Before the statement of the file that leads to the first use. */
export const outermostPlace = (missing: MissingName): AnyNode | undefined => listedStatements(missing.first)[0]

/** In the innermost list of statements that all uses share, before the first that leads to one. */
export const innermostPlace = (missing: MissingName): AnyNode | undefined => sharedPlaces(missing).at(-1)

/** Statements that a declaration for all uses can stand before, outermost first. */
function sharedPlaces({ first, uses }: MissingName): AnyNode[] {
  return listedStatements(first).filter((statement) => {
    const list = first.parents[first.parents.indexOf(statement) - 1]
    return list !== undefined && uses.every(({ parents }) => parents.includes(list))
  })
}

/** How far up, in statements; and places in all. */
const most = { before: 3, places: 5 }

/**
 * Where a declaration may have stood, likeliest first: close to its uses; outside of loops where they change it; at the
 * head of the function; outside of the functions.
 */
export function placesFor(missing: MissingName): AnyNode[] {
  const shared = sharedPlaces(missing)
  const depth = (place: AnyNode): number => missing.first.parents.indexOf(place)
  const loop = missing.first.parents.findIndex(isLoop)
  const closest = shared.toReversed()
  // What grows in a loop was there before it.
  const grows = missing.uses.some((use) => isWritten(use) || isFilled(use))
  const before = grows && loop !== -1 ? closest.filter((place) => depth(place) <= loop) : []
  const places = [...before, ...closest]
  // What changes something else had its own place, further up.
  const [near] = places
  const list = near && missing.first.parents[missing.first.parents.indexOf(near) - 1]
  if (near && list && 'body' in list && Array.isArray(list.body)) {
    const siblings = (list.body as AnyNode[]).filter(({ type }) => !type.startsWith('Import'))
    const index = siblings.indexOf(near)
    places.push(...siblings.slice(Math.max(0, index - most.before), Math.max(0, index)).reverse(), ...siblings.slice(0, 1))
  }
  return [...new Set(places)].slice(0, most.places)
}
