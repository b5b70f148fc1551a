import type { AnyNode } from 'acorn'
import type { Name } from '../scopes.ts'
import { calleeName, holds, isFunction } from '../tree.ts'
import type { Context } from './context.ts'
import { ingredientsOf, usableAt } from './ingredients.ts'
import type { Part } from './outline.ts'
import { member, primary, unary } from './precedence.ts'
import { remembered } from './remembered.ts'
import { anything, array, boolean, fn, list, number, object, string } from './value-types.ts'
import { callsTo, type Word, type Words, wordsFor } from './vocabulary.ts'

/** The names that can be used at a statement and that nobody uses: most programs have none, and what has been lost used them. */
export const unusedFor = remembered((part: Part, context): Name[] => context.namesFor(part).filter((name) => name.kind !== 'import' && isUnused(name, context)))

/** A function that only calls itself is not used either; what is exported is others' to use. */
export function isUnused(name: Name, context: Context): boolean {
  if (isExported(name, context)) return false
  const own = functionOf(name)
  return name.reads.every((read) => own !== null && holds(own, read))
}

const isExported = ({ declaration, scope }: Name, context: Context): boolean => {
  // Parameters of what is exported are declared by it, and are nobody else's.
  if (scope.fn !== null) return false
  for (let at: AnyNode | undefined = declaration, depth = 0; at && depth < 3; at = context.parent(at), depth += 1) if (/^Export/.test(at.type)) return true
  return false
}

/** The function that a name stands for; null where it is none. */
export const functionOf = ({ kind, declaration, init }: Name): AnyNode | null => (kind === 'function' ? declaration : init && isFunction(init) ? init : null)

/** What may have been written with the names that nobody uses: themselves, calls of them, what is in them; likeliest first. */
export const unusedWords = remembered((part: Part, context): Word[] => {
  const unused = unusedFor(part, context)
  const [functions, values] = [unused.filter((name) => functionOf(name) !== null), unused.filter((name) => functionOf(name) === null && name.kind !== 'class')]
  const words = wordsFor(part, context)
  const made: Word[] = values.map((name) => ({ text: name.name, precedence: primary, types: context.typesOfName(name) }))
  const nullary = functions.flatMap((name) => callsWith(name, part, words, context).slice(0, 1))
  for (const name of functions) {
    // What one of them gives back may be what another one is given.
    const rich = { ...words, names: [...nullary.filter(({ text }) => !text.includes(`${name.name}(`)), ...words.names] }
    made.push(...callsWith(name, part, rich, context))
  }
  made.push(...values.flatMap((name) => retold(name, part, context)), ...pairs(values, context), ...values.flatMap((name) => insides(name, context)))
  return made
})

function callsWith(name: Name, part: Part, words: Words, context: Context): Word[] {
  const callee = functionOf(name)
  if (callee === null || !isFunction(callee)) return []
  const isAwaited = callee.async && (part.scope.fn === null ? context.file.sourceType === 'module' : isFunction(part.scope.fn) && part.scope.fn.async)
  const calls = [...callsTo(name.name, callee.params, words, true)].map((call): Word => ({ ...call, types: callee.async ? anything : context.typesOfResult(callee) }))
  return isAwaited ? calls.flatMap((call) => [{ ...call, text: `await ${call.text}`, precedence: unary }, call]) : calls
}

/** How many of the fields and methods that the file speaks of. */
const spoken = { fields: 6, methods: 8 }

/** What is in a value: elements, fields that the file names, copies. */
function insides(name: Name, context: Context): Word[] {
  const { name: text } = name
  const types = context.typesOfName(name)
  const say = (more: string, kind: number, precedence = member): Word => ({ text: more, precedence, types: kind })
  const made: Word[] = []
  if (types & object) {
    const fields = [...context.outline.fields].filter(([field, { isMethod }]) => !isMethod && field !== 'length').slice(0, spoken.fields).map(([field]) => field)
    for (const field of fields) made.push(say(`${text}.${field}`, context.typesOfField(field)), say(`{ ...${text}.${field} }`, object, primary), say(`[...${text}.${field}]`, array, primary))
    made.push(say(`{ ...${text} }`, object, primary), say(`Object.values(${text})`, array), say(`Object.keys(${text})`, array), say(`Object.entries(${text})`, array))
  }
  if (types & list) made.push(say(`[...${text}]`, array, primary), say(`${text}.length`, number), say(`${text}[0]`, anything), say(`${text}.at(-1)`, anything), say(`${text}.slice()`, types))
  if (types & (number | string)) made.push(say(`Number(${text})`, number), say(`String(${text})`, string))
  made.push(say(`!${text}`, boolean, unary))
  return made
}

/** How many expressions are told again, and how long they may be. */
const told = { most: 8, chars: 40 }

/** What stands near of another name of its function, of this one: `(lighter + 0.05) / (darker + 0.05)`. */
function retold(name: Name, part: Part, context: Context): Word[] {
  const can = usableAt({ scope: part.scope, start: part.statement.start }, context)
  const twins = new Set([...name.scope.names.values()].flatMap((other) => (other !== name && (context.typesOfName(other) & context.typesOfName(name)) !== 0 ? [other.name] : [])))
  const near = ingredientsOf(context).filter((ingredient) => ingredient.node.type !== 'MemberExpression' && ingredient.text.length <= told.chars && ingredient.names.size > 0 && can(ingredient) && [...ingredient.names].some((one) => twins.has(one)))
  const nearest = near.toSorted((a, b) => Math.abs(a.node.start - part.statement.start) - Math.abs(b.node.start - part.statement.start)).slice(0, told.most)
  return nearest.flatMap(({ text, precedence, types, names }) => [...names].filter((one) => twins.has(one)).map((twin): Word =>
    ({ text: text.replace(new RegExp(`(?<![.\\w$'"])${twin.replaceAll('$', '\\$')}(?![\\w$'"])`, 'g'), () => name.name), precedence, types })))
}

/** Two that nobody uses were often used together. */
function pairs(values: readonly Name[], context: Context): Word[] {
  const methods = [...methodsIn(context.file.ast, context)].slice(0, spoken.methods)
  return values.slice(0, 4).flatMap((one) => values.slice(0, 4).flatMap((other) => {
    if (one === other || context.typesOfName(one) === fn) return []
    const [a, b] = [one.name, other.name]
    const asked = context.typesOfName(one) & object ? ['get', 'has', ...methods].map((method): Word => ({ text: `${a}.${method}(${b})`, precedence: member, types: anything })) : []
    const orElse = context.typesOfName(one) & object ? ["''", '0', '[]'].map((value): Word => ({ text: `${a}.get(${b}) ?? ${value}`, precedence: 3, types: anything })) : []
    const sums = ['+', '-', '*'].map((operator): Word => ({ text: `${a} ${operator} ${b}`, precedence: 12, types: number | string }))
    const comparisons = ['===', '<', '<=', '>', '>='].map((operator): Word => ({ text: `${a} ${operator} ${b}`, precedence: 9, types: boolean }))
    return [...asked, { text: `${a}[${b}]`, precedence: member, types: anything }, ...comparisons, ...sums, ...orElse]
  }))
}

/** Methods that the file calls, with one argument. */
const methodsIn = remembered((_ast: AnyNode, context): Set<string> => {
  const found = new Set<string>()
  for (const { sites } of context.outline.parts) for (const { node } of sites) if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && node.arguments.length === 1) found.add(calleeName(node.callee))
  found.delete('')
  return found
})
