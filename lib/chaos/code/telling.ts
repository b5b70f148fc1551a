import type { AnyNode } from 'acorn'
import type { Entry } from './entry.ts'
import { unitName } from './reach.ts'
import { bindingsOf, isFunction } from './bindings.ts'
import type { Spot } from './spots.ts'

type Place = Pick<Spot, 'node' | 'parents' | 'written'>

/**
 * The code that only tells people something, so that a fault there changes no answer: log calls; texts of errors; and
 * by and by the functions, branches and variables that serve nothing else.
 *
 * @returns whether a node is, or lies in, such code
 */
export function findTelling(places: readonly Place[], entry: Entry): (place: Pick<Place, 'node' | 'parents'>) => boolean {
  const telling = new Set<AnyNode>(places.filter(({ node }) => isLogCall(node, entry)).map(({ node }) => node))
  for (const { node } of places) if (node.type === 'ThrowStatement') telling.add(node.argument)

  const tells = ({ node, parents }: Pick<Place, 'node' | 'parents'>) =>
    telling.has(node) || (node.type === 'ExpressionStatement' && telling.has(node.expression)) || parents.some((parent) => telling.has(parent))
  const inside = (outer: AnyNode) => places.filter(({ node }) => node !== outer && node.start >= outer.start && node.end <= outer.end)
  const doesNothingElse = (outer: AnyNode) => inside(outer).every((place) => !isEffect(place) || tells(place))
  const says = (outer: AnyNode) => inside(outer).some(({ node }) => telling.has(node))

  const candidates = places.filter(({ node }) => isFunction(node) || node.type === 'IfStatement' || isLoop(node))
  const bindings = bindingsOf(places)
  for (let before = -1; before < telling.size;) {
    before = telling.size
    for (const { declaration, uses } of bindings) {
      const isServant = uses.every((use) => tells(use.place) || (use.isWrite && !isValueUsed(use.place)))
      if (declaration.type === 'VariableDeclarator' && !isFunction(declaration.init ?? declaration) && isServant) {
        telling.add(declaration)
        for (const use of uses) if (use.isWrite) telling.add(use.place.parents.at(-1) ?? use.place.node)
      }
      const unit = isFunction(declaration) ? declaration : declaration.type === 'VariableDeclarator' && declaration.init && isFunction(declaration.init) ? declaration.init : null
      if (!unit || telling.has(unit) || entry.names.has(unitName(unit, declaration) ?? '') || !doesNothingElse(unit)) continue
      if (!uses.every(({ place, isWrite }) => !isWrite && (tells(place) || isUnusedCall(place)))) continue
      telling.add(unit)
      for (const { place } of uses) telling.add(place.parents.at(-1) ?? place.node)
    }
    for (const { node } of candidates) if (!isFunction(node) && says(node) && doesNothingElse(node)) telling.add(node)
  }
  return tells
}
