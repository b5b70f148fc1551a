import { isFunction } from '../tree.ts'
import { isHarmless } from './acting.ts'
import type { Context } from './context.ts'
import { conditionsNear } from './families/extend-condition.ts'
import type { Gap } from './gaps.ts'
import { ingredientsOf, namesIn, usableAt } from './ingredients.ts'
import { array, boolean, number, object, string } from './value-types.ts'
import { callsTo, isUnknown, type Word, wordsFor } from './vocabulary.ts'

/** How many questions are asked at a place, and of how many values whether they are what they should be. */
const most = { all: 280, values: 8, near: 20, conditions: 100, read: 6, beside: 4 }

/**
 * Conditions that could be asked at a place, likeliest first: those that the file asks near it, whether values are what
 * they should be, what the file's own predicates say, and what the names there can make.
 * @param bounds questions about the numbers that were seen there
 */
export function questionsAt({ part }: Gap, bounds: readonly string[], context: Context): string[] {
  const words = wordsFor(part, context)
  const near = conditionsNear({ scope: part.scope, node: part.statement }, context).slice(0, most.near).map(({ text }) => text)
  const values = [...words.names, ...words.members].slice(0, most.values)
  const all = [...near, ...values.flatMap(checksOf), ...bounds, ...predicates(part, context), ...comparisons(part, context), ...words.conditions.slice(0, most.conditions).map(({ text }) => text)]
  return [...new Set(all)].filter((text) => text.length <= 90 && isHarmless(text, context)).slice(0, most.all)
}

/** What the file reads from tables and objects, beside the names here. */
function comparisons(part: Gap['part'], context: Context): string[] {
  const can = usableAt({ scope: part.scope, start: part.statement.start }, context)
  const read = ingredientsOf(context).filter((ingredient) => (ingredient.node.type === 'MemberExpression' || ingredient.node.type === 'CallExpression') && ingredient.types !== boolean && ingredient.text.length <= 30 && can(ingredient))
  const visible = new Set(context.namesFor(part).map(({ name }) => name))
  const written = context.outline.parts.flatMap(({ sites }) => sites.filter(({ node, role }) => role === 'target' && node.type === 'MemberExpression' && [...namesIn(node, context)].every((name) => visible.has(name))))
  const byDistance = [...read, ...written].toSorted((a, b) => Math.abs(a.node.start - part.statement.start) - Math.abs(b.node.start - part.statement.start))
  const nearest = [...new Map(byDistance.map(({ node }) => [context.text(node), context.typesOf(node)]))].filter(([text]) => text.length <= 30).slice(0, most.read)
  const { names, numbers } = wordsFor(part, context)
  const others = [...new Map([...numbers, ...names].map(({ text, types }) => [text, types]))].slice(0, most.beside)
  return nearest.flatMap(([one, ofOne]) => others.filter(([other]) => !one.includes(other) || one.includes('[')).flatMap(([other, ofOther]) => {
    if ((ofOne & ofOther) === 0) return []
    // Only numbers are greater and less in most programs.
    return ((ofOne & ofOther & number) === 0 ? ['==='] : ['<', '>', '===', '<=']).map((operator) => `${one} ${operator} ${other}`)
  }))
}

/** What inputs are usually refused for; of what may be anything, the commonest alone. */
function checksOf(word: Word): string[] {
  const { text, types } = word
  if (isUnknown(word)) return [`typeof ${text} !== 'string'`, `typeof ${text} !== 'number'`, `!Number.isSafeInteger(${text})`, `!Array.isArray(${text})`, `!${text}`, `${text} < 0`, `${text} <= 0`]
  const checks: string[] = []
  if (types & string) checks.push(`typeof ${text} !== 'string'`, `${text} === ''`)
  if (types & number) checks.push(`typeof ${text} !== 'number'`, `!Number.isInteger(${text})`, `!Number.isSafeInteger(${text})`, `!Number.isFinite(${text})`, `${text} <= 0`, `${text} < 0`, `${text} === 0`)
  if (types & array) {
    checks.push(`!Array.isArray(${text})`, `${text}.length === 0`, `!${text}.every((item) => typeof item === 'number')`, `!${text}.every(Number.isFinite)`, `!${text}.every((item) => typeof item === 'string')`)
    for (const place of [0, 1, 2]) checks.push(`typeof ${text}[${place}] !== 'string'`, `!Number.isSafeInteger(${text}[${place}])`, `!Number.isFinite(${text}[${place}])`, `${text}[${place}] < 0`)
  }
  if (types & object) checks.push(`typeof ${text} !== 'object'`, `${text} === null`, `${text} === undefined`)
  if (types & boolean) checks.push(`typeof ${text} !== 'boolean'`)
  checks.push(`!${text}`)
  return checks
}

/** The file's own functions that say yes or no, of the values that are there. */
function predicates(part: Gap['part'], context: Context): string[] {
  const words = wordsFor(part, context)
  const elements = words.members.filter(({ text }) => text.endsWith(']')).slice(0, 4)
  const rich = { ...words, names: [...words.names, ...words.members.slice(0, 6), ...elements] }
  return context.namesFor(part).flatMap((name) => {
    const callee = name.kind === 'function' ? name.declaration : name.init
    if (!callee || !isFunction(callee) || callee.async || callee === part.scope.fn || context.typesOfResult(callee) !== boolean) return []
    const single = callee.params.length === 1 ? rich.names.slice(0, 10).map(({ text }) => `${name.name}(${text})`) : []
    return [...single, ...[...callsTo(name.name, callee.params, rich, true)].map(({ text }) => text)].flatMap((text) => [`!${text}`, text])
  })
}
