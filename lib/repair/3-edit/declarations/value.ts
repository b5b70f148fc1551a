import type { AnyNode } from 'acorn'
import { type Name, visibleAt } from '../../scopes.ts'
import { childrenOf, isFunction } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Part } from '../outline.ts'
import { functionOf, isUnused } from '../unused.ts'
import { anything, fn, object, type Types, wantedAt } from '../value-types.ts'
import { wordsFor, type Words } from '../vocabulary.ts'
import { isFilled, isWritten, type MissingName } from './missing-name.ts'
import { innermostPlace } from './places.ts'

/** A first value that the lost line may have given. Costs as in Edit. */
export interface Value {
  text: string
  cost: number
  /** What stands before `=` where that is not the name alone, and how many of the missing names are in it. */
  pattern?: { text: string; covers: number }
}

/** A name that holds a value and could be used in the lost line. */
export interface Noun {
  text: string
  types: Types
  /** How far away it is declared, and whether something else reads it. */
  cost: number
  /** All further arguments of a function. */
  isRest: boolean
}

/** What all makers of values ask about the place of the lost line. */
export interface Lost {
  missing: MissingName
  context: Context
  part: Part
  place: AnyNode
  /** What can be named there, innermost first. */
  seen: Name[]
  nouns: Noun[]
  words: Words
  /** Declared and read nowhere: the lost line may well have been what read it. */
  idle: Name[]
  /** Types that all uses agree on. */
  wanted: Types
  /** It is changed or filled later on. */
  grows: boolean
}

const mostNouns = 12

/** @returns null where there is no statement to put another one before */
export function lostAt(missing: MissingName, context: Context): Lost | null {
  const place = innermostPlace(missing)
  if (!place) return null
  const inside = context.outline.parts.find(({ statement }) => statement.start >= place.start) ?? context.outline.parts[0]
  if (!inside) return null
  const scope = context.scopeAt(place)
  // A part of its own: the names that it knows are those that are there before the place.
  const part: Part = { ...inside, anchor: place, scope, statement: { ...inside.statement, node: { type: 'EmptyStatement', start: place.start, end: place.start } } }
  const seen = visibleAt(scope, place.start)
  const isIdle = (name: Name): boolean => {
    const own = functionOf(name)
    return isUnused(name, context) && !(own && holdsUse(own, missing))
  }
  const words = wordsFor(part, context)
  const idle = seen.filter(isIdle)
  return { missing, context, part, place, seen, words, nouns: nounsAt(seen, words, context, scope.fn, scope.thisFn && missing.first.parents.findLast(({ type }) => type === 'ClassBody')), idle, wanted: wantedOf(missing, context), grows: missing.uses.some((use) => isWritten(use) || isFilled(use)) }
}

const holdsUse = (node: AnyNode, { first }: MissingName): boolean => first.node.start >= node.start && first.node.end <= node.end

function nounsAt(seen: readonly Name[], words: Words, context: Context, home: AnyNode | null, around: AnyNode | null | undefined): Noun[] {
  const names = seen
    .filter(({ kind }) => kind !== 'function' && kind !== 'class' && kind !== 'import')
    .map((name): Noun => ({ text: name.name, types: context.typesOfName(name), cost: name.scope.fn === home ? 0 : name.scope.fn === null ? 0.4 : 0.2, isRest: isRest(name) }))
    .filter(({ types }) => types !== fn)
  const fields = words.members.filter(({ text }) => !/\]$|\.(?:length|size)$/.test(text)).map(({ text, types }): Noun => ({ text, types: text.startsWith('this.#') ? typesOfPrivate(text.slice('this.'.length), context) : types, cost: text.startsWith('this.') ? 0.1 : 0.3, isRest: false }))
  const own = fieldsAround(around, context).filter(({ text }) => !fields.some((field) => field.text === text))
  return [...names.slice(0, mostNouns), ...own, ...fields.slice(0, mostNouns)].map((noun, order) => ({ ...noun, cost: noun.cost + order * 0.03 }))
}

const isRest = ({ name, kind, declaration }: Name): boolean => kind === 'param' && isFunction(declaration) && declaration.params.some((param) => param.type === 'RestElement' && param.argument.type === 'Identifier' && param.argument.name === name)

/** Fields of the class that nothing reads any more: else they are among the words. */
function fieldsAround(body: AnyNode | null | undefined, context: Context): Noun[] {
  if (body?.type !== 'ClassBody') return []
  const text = context.text(body)
  const names = new Set([...text.matchAll(/\bthis\.(#?[\w$]+)\s*=(?!=)/g)].map(([, name = '']) => name))
  for (const member of body.body) if (member.type === 'PropertyDefinition' && 'name' in member.key) names.add(`${member.key.type === 'PrivateIdentifier' ? '#' : ''}${member.key.name}`)
  const isRead = (name: string): boolean => new RegExp(`\\.${name.replaceAll('$', '\\$')}\\b(?!\\s*=[^=])`).test(text)
  return [...names].map((name): Noun => ({ text: `this.${name}`, types: name.startsWith('#') ? typesOfPrivate(name, context) : context.typesOfField(name), cost: isRead(name) ? 0.2 : -0.3, isRest: false }))
}

/** By what the field is first given. */
function typesOfPrivate(field: string, context: Context): Types {
  for (const node of context.outline.parents.keys()) if (node.type === 'PropertyDefinition' && node.key.type === 'PrivateIdentifier' && `#${node.key.name}` === field && node.value) return context.typesOf(node.value)
  return anything
}

function wantedOf({ uses }: MissingName, context: Context): Types {
  return uses.reduce((types, { node, parents }) => {
    const parent = parents.at(-1)
    const key = parent ? [...childrenOf(parent)].find(([, child]) => child === node)?.[0] : undefined
    if (!parent || key === undefined) return types
    const place = types & wantedAt(node, parent, key, (other) => (other === node ? anything : context.typesOf(other))) || types
    // A property that nothing comes with by itself is a record's own.
    if (parent.type === 'MemberExpression' && key === 'object' && !parent.computed && parent.property.type === 'Identifier' && !comesWith.some((kind) => parent.property.type === 'Identifier' && parent.property.name in kind)) return types & object || types
    return place & paramTypes(node, parent, context) || place
  }, anything)
}

const comesWith: readonly object[] = [Array.prototype, String.prototype, Number.prototype, Map.prototype, Set.prototype, Function.prototype]

/** What a function of the file makes of an argument. */
function paramTypes(node: AnyNode, parent: AnyNode, context: Context): Types {
  if (parent.type !== 'CallExpression' || parent.callee.type !== 'Identifier') return anything
  const callee = context.outline.names.get(parent.callee)
  const called = callee?.kind === 'function' ? callee.declaration : callee?.init
  const param = called && isFunction(called) ? called.params[parent.arguments.findIndex((argument) => argument === node)] : undefined
  const name = param?.type === 'Identifier' ? context.outline.scopes.get(called as AnyNode)?.names.get(param.name) : undefined
  return name ? context.typesOfName(name) : anything
}
