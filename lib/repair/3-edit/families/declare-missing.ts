import type { AnyNode } from 'acorn'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import { ingredientsOf, usableAt } from '../ingredients.ts'
import type { Part } from '../outline.ts'
import { insertBefore, siblingsOf } from '../statement-text.ts'
import { isFunction } from '../tree.ts'
import { anything, array, boolean, map, number, object, set, string, type Types, typesOf, wantedAt } from '../value-types.ts'
import { callsOf, sentencesFor, wordsFor } from '../vocabulary.ts'

/** A name that is used and declared nowhere: declared in front of its first use, or a field that lost its `this`. */
export const declareMissing: Family = {
  kinds: ['add-this', 'declare-name'],
  tiers: [1, 2, 4, 5],
  *propose(part, context, tier): Iterable<Proposal> {
    const names = new Set<string>()
    for (const site of part.sites) {
      const { node } = site
      if (node.type !== 'Identifier' || context.outline.names.has(node) || node.name in globalThis || /^(undefined|arguments|require|module|exports|__dirname|__filename)$/.test(node.name)) continue
      if (tier === 1 && part.scope.thisFn) yield { kind: 'add-this', cost: 1.2, changes: [context.put(site, { text: `this.${node.name}`, precedence: 18 })] }
      names.add(node.name)
    }
    if (tier === 1 || names.size === 0) return
    const firsts = [...names].filter((name) => isFirstUse(name, part, context))
    const places = placesFor(part, context)
    // Several that are gone at once were one pattern.
    if (names.size > 1 && tier === 2) for (const place of places.slice(0, 2)) for (const source of sources(part, context)) yield declared(`const { ${[...names].join(', ')} } = ${source}`, place, context)
    for (const name of firsts) {
      const uses = usesOf(name, context)
      const keyword = uses.some(({ isWritten }) => isWritten) ? 'let' : 'const'
      const wanted = uses.reduce((types, use) => types & use.wanted || types, anything)
      for (const [level, place] of places.entries()) {
        if (tier === 2) for (const value of startsFor(wanted, uses)) yield declared(`${keyword} ${name} = ${value}`, place, context, 2.6 + level * 0.1)
        else if (level === 0) for (const value of valuesFor(part, wanted, context, tier === 4 ? 60 : 300)) yield declared(`${keyword} ${name} = ${value}`, place, context, tier === 4 ? 3.6 : 4.8)
      }
    }
  },
}

const declared = (text: string, place: AnyNode, context: Context, cost = 3): Proposal => ({ kind: 'declare-name', cost, changes: [insertBefore(place, text, context)] })

/** Before the statement, and before each that it stands in: what is counted in a loop is declared outside of it. */
function placesFor(part: Part, context: Context): AnyNode[] {
  const places: AnyNode[] = []
  for (let at: AnyNode | undefined = part.statement.node; at && !isFunction(at); at = context.parent(at)) if (siblingsOf(at, context)) places.push(at)
  return places.slice(0, 4)
}

interface Use { wanted: Types; isWritten: boolean; operator: string }

function usesOf(name: string, context: Context): Use[] {
  return context.outline.parts.flatMap(({ sites }) => sites.filter(({ node }) => node.type === 'Identifier' && node.name === name && !context.outline.names.has(node)).map(({ node, parent, key, role }): Use => {
    const operator = parent.type === 'AssignmentExpression' ? parent.operator : parent.type === 'UpdateExpression' ? '++' : ''
    const given = parent.type === 'AssignmentExpression' && role === 'target' ? context.typesOf(parent.right) : anything
    return { wanted: (wantedAt(node, parent, key, (other) => typesOf(other, () => anything)) & given) || anything, isWritten: role === 'target', operator }
  }))
}

const isFirstUse = (name: string, part: Part, context: Context): boolean => {
  const around = context.functionAround(part.statement.node)
  return context.outline.parts.find(({ statement, sites }) => context.functionAround(statement.node) === around && sites.some(({ node }) => node.type === 'Identifier' && node.name === name)) === part
}

/** What a variable begins with that is filled afterwards. */
function startsFor(wanted: Types, uses: readonly Use[]): string[] {
  const starts: readonly [Types, string][] = [[number, '0'], [number, '1'], [string, "''"], [array, '[]'], [map, 'new Map()'], [set, 'new Set()'], [object, '{}'], [object, 'null'], [boolean, 'false'], [boolean, 'true'], [number, '-1'], [number, 'Infinity'], [number, '-Infinity']]
  const isSum = uses.some(({ operator }) => operator === '+=')
  const fitting = starts.filter(([types]) => (types & wanted) !== 0).map(([, text]) => text)
  return isSum ? ["''", '0', ...fitting.filter((text) => text !== "''" && text !== '0')] : fitting
}

/** What a pattern could take apart: what a function gives that nobody calls, a parameter that nobody reads. */
function* sources(part: Part, context: Context): Iterable<string> {
  const words = wordsFor(part, context)
  const unread = context.namesFor(part).filter(({ kind, reads }) => kind === 'param' && reads.length === 0).map(({ name }) => name)
  for (const { text } of callsOf(part, words, context, ({ reads }) => reads.length === 0)) yield text
  yield* unread
  for (const { text } of words.names) yield text
  yield 'this'
}

function* valuesFor(part: Part, wanted: Types, context: Context, most: number): Iterable<string> {
  const words = wordsFor(part, context)
  for (const { text } of callsOf(part, words, context, ({ reads }) => reads.length === 0)) yield text
  let left = most
  for (const { text } of sentencesFor(part, wanted, context)) {
    yield text
    left -= 1
    if (left <= 0) break
  }
  const can = usableAt({ scope: part.scope, start: part.statement.start }, context)
  for (const ingredient of ingredientsOf(context)) if ((ingredient.types & wanted) !== 0 && can(ingredient)) yield ingredient.text
}
