import type { AnyNode } from 'acorn'
import type { Name } from '../scopes.ts'
import { isFunction, loopAround } from '../tree.ts'
import type { Context, Piece } from './context.ts'
import { literal } from './literal.ts'
import { ingredientsOf } from './ingredients.ts'
import type { Part } from './outline.ts'
import { additive, assignment, equality, logicalOr, member, multiplicative, primary, relational, unary } from './precedence.ts'
import { remembered } from './remembered.ts'
import { anything, array, boolean, fn, list, map, nil, number, object, set, string, type Types, undef } from './value-types.ts'

/** A small expression that can be written at a statement, and what it comes to. */
export interface Word extends Piece {
  types: Types
}

export interface Words {
  names: Word[]
  /** What may be a number, surest first. */
  numbers: Word[]
  /** Fields, lengths, elements. */
  members: Word[]
  /** Those that name what the statement names first. */
  conditions: Word[]
}

/** The small words of a statement: what its names alone can say. */
export const wordsFor = remembered(makeWords)

/** How many names there are to combine: the innermost ones. */
const most = 12
const anyValue: Types = anything & ~fn & ~map & ~set

const isOnly = ({ types }: Word, wanted: Types): boolean => types !== 0 && (types & ~wanted) === 0
/** Something with elements by number. */
const isIndexed = (word: Word): boolean => (word.types & array) !== 0 && isOnly(word, list | object | map | set | nil | undef)
export const isUnknown = ({ types }: { types: Types }): boolean => (types & (number | string | array | object)) === (number | string | array | object)

function makeWords(part: Part, context: Context): Words {
  const values = valueNames(part, context).slice(0, most)
  const names = values.map((name): Word => ({ text: name.name, precedence: primary, types: context.typesOfName(name) }))
  const fields = fieldsOf(part, values, context)
  const holders = [...names, ...fields]
  const lengths = holders.filter((word) => isOnly(word, list | nil | undef)).map(({ text }): Word => ({ text: `${text}.length`, precedence: member, types: number }))
  const sizes = holders.filter((word) => isOnly(word, map | set)).map(({ text }): Word => ({ text: `${text}.size`, precedence: member, types: number }))
  const sure = [...names, ...fields].filter((word) => isOnly(word, number))
  const likely = names.filter((word) => !isOnly(word, number) && isOnly(word, number | string) && (word.types & number) !== 0)
  const maybe = names.filter((word) => isUnknown(word)).slice(0, 3)
  // What belongs to the function is likelier than what belongs to the whole file, be it ever so surely a number.
  const isOwn = ({ text }: Word): boolean => /^this\b/.test(text) || values.some(({ name, scope }) => scope.fn !== null && (text === name || text.startsWith(`${name}.`)))
  const ordered = [...sure, ...lengths, ...sizes, ...likely, ...maybe]
  const numbers = [...ordered.filter(isOwn), ...ordered.filter((word) => !isOwn(word))]
  const indexes = [...numbers.filter(({ text }) => !text.endsWith('.length')).slice(0, 4), { text: '0' }]
  const elements = holders.filter(isIndexed).flatMap(({ text, types }) => indexes.map((index): Word => ({ text: `${text}[${index.text}]`, precedence: member, types: types === string ? string : anyValue })))
  const words: Words = { names, numbers, members: [...fields, ...lengths, ...sizes, ...elements], conditions: [] }
  words.conditions = relevant(unique([...conditionsOf(words, part, context)]), part, context)
  return words
}

function unique(words: readonly Word[]): Word[] {
  const seen = new Set<string>()
  return words.filter(({ text }) => !seen.has(text) && seen.add(text).size > 0)
}

/** Names that hold values, the functions and classes of the file left out. */
export const valueNames = (part: Part, context: Context): Name[] =>
  context.namesFor(part).filter((name) => name.kind !== 'function' && name.kind !== 'class' && name.kind !== 'import' && context.typesOfName(name) !== fn)

const isPrimitive = (types: Types): boolean => (types & object) === 0

/** Fields that are read from these very names somewhere first; then fields that others of their like have. */
function fieldsOf(part: Part, values: readonly Name[], context: Context): Word[] {
  const known = new Set(values.map(({ name }) => name))
  const found = new Map<string, Word>()
  const add = (text: string, name: string): void => {
    if (!found.has(text)) found.set(text, { text, precedence: member, types: context.typesOfField(name) })
  }
  const holders = new Set<string>()
  for (const { node, text, home } of ingredientsOf(context)) {
    if (home && (part.statement.start < home.start || part.statement.start > home.end)) continue
    if (node.type !== 'MemberExpression' || node.computed || text.length > 40 || (node.property.type === 'Identifier' && node.property.name === 'length') || context.parent(node)?.type === 'CallExpression') continue
    const { object: holder } = node
    if (holder.type === 'ThisExpression' ? part.scope.thisFn === null : !(holder.type === 'Identifier' && known.has(holder.name))) continue
    holders.add(context.text(holder))
    add(text, 'name' in node.property ? node.property.name : '')
  }
  // A name of which nothing is read yet may well have the fields that others have.
  for (const name of values) if (name.kind !== 'import' && name.scope.fn === part.scope.fn && !isPrimitive(context.typesOfName(name))) holders.add(name.name)
  const popular = [...context.outline.fields].filter(([name, { isMethod, reads, values: kept }]) => !isMethod && name !== 'length' && reads.length + kept.length > 0).slice(0, 6)
  if (part.scope.thisFn !== null && /\bthis\./.test(context.file.code)) holders.add('this')
  for (const [name] of popular) for (const holder of holders) add(`${holder}.${name}`, name)
  return [...found.values()].slice(0, 18)
}

/** Conditions about what the statement is about come first, and those of fewer names. */
function relevant(conditions: Word[], part: Part, context: Context): Word[] {
  const { code } = context.file
  const headAt = (start: number, end: number): string[] => code.slice(start, Math.min(end, start + 160)).match(/[A-Za-z_$][\w$]*/g) ?? []
  const around = loopAround(part.anchor ?? part.statement.node, context)
  const near = new Set([...headAt(part.statement.start, part.statement.end), ...(around && 'body' in around ? headAt(around.start, (around.body as AnyNode).start) : [])])
  const score = ({ text }: Word): number => {
    // Whether something was seen before is worth asking of anything near.
    let strange = /\.(has|includes)\(/.test(text) ? -1 : 0
    for (const name of text.match(/(?<![.\w$])[A-Za-z_$][\w$]*/g) ?? []) if (!near.has(name) && !/^(null|undefined|typeof|true|false)$/.test(name)) strange += 1
    return strange
  }
  const scored = conditions.map((condition) => ({ condition, strange: score(condition) }))
  return [0, 1, 2].flatMap((strange) => scored.filter((one) => Math.max(0, Math.min(one.strange, 2)) === strange).map(({ condition }) => condition))
}

const make = (text: string, precedence: number): Word => ({ text, precedence, types: boolean })

function* conditionsOf(words: Words, part: Part, context: Context): Iterable<Word> {
  const holders = [...words.names, ...words.members.filter(({ text }) => !/\]$|\.(length|size)$/.test(text))]
  for (const word of holders) {
    const { text, types } = word
    if (isOnly(word, number)) continue
    if (isOnly(word, list | nil | undef) || isIndexed(word)) {
      for (const test of ['.length === 0', '.length > 0', '.length <= 1', '.length > 1', '.length < 2']) yield make(text + test, test.includes('===') ? equality : relational)
      if (types & string) yield make(`${text} === ''`, equality)
    } else if (isOnly(word, map | set | nil | undef)) yield make(`${text}.size === 0`, equality)
    if (types & boolean || types & (object | nil | undef)) {
      yield make(`!${text}`, unary)
      yield { text, precedence: primary, types }
    }
    if (types & (nil | undef | object)) for (const test of ['=== null', '!== null', '=== undefined', '!== undefined', '== null', '!= null']) yield make(`${text} ${test}`, equality)
    if (isUnknown(word)) yield make(`${text} === ''`, equality)
  }
  for (const { text } of words.numbers.filter(({ text }) => !text.endsWith('.length')).slice(0, 8)) for (const test of ['=== 0', '> 0', '< 0', '<= 0', '<= 1', '=== 1', '!== 0', '> 1', '>= 0', '=== -1', '< 1']) yield make(`${text} ${test}`, /[=!]==/.test(test) ? equality : relational)
  yield* memberships(words, holders, context)
  for (const { text, types } of words.names) if ((types & (number | string)) !== 0 && (types & (boolean | object)) === 0) { yield make(`!${text}`, unary); yield { text, precedence: primary, types } }
  yield* comparisons(words)
  yield* withConstants(words, part, context)
  yield* baseCases(words, part, context)
}

/** `seen.has(x)`, `list.includes(x)` and their opposites. */
function* memberships(words: Words, holders: readonly Word[], { file }: Context): Iterable<Word> {
  for (const holder of holders) {
    const asks = isOnly(holder, map | set) ? 'has' : isOnly(holder, list) && (holder.types === array || file.code.includes('.includes(')) ? 'includes' : null
    if (!asks) continue
    for (const key of words.names) {
      if (key === holder || (key.types & (number | string | object)) === 0) continue
      yield make(`${holder.text}.${asks}(${key.text})`, member)
      yield make(`!${holder.text}.${asks}(${key.text})`, unary)
    }
  }
}

function* comparisons(words: Words): Iterable<Word> {
  const numbers = words.numbers.slice(0, 10)
  for (const [index, left] of numbers.entries()) {
    for (const right of numbers.slice(index + 1)) for (const operator of ['<', '<=', '>', '>=', '===', '!==']) yield make(`${left.text} ${operator} ${right.text}`, operator.length === 3 ? equality : relational)
  }
  const others = [...words.names.filter((word) => !isOnly(word, number) && (word.types & anyValue & ~array) !== 0), ...words.members.filter((word) => !isOnly(word, number))].slice(0, 12)
  for (const [index, left] of others.entries()) {
    for (const right of others.slice(index + 1)) {
      if ((left.types & right.types) === 0) continue
      // Only numbers are greater and less in most programs.
      for (const operator of ['===', '!==', ...((left.types & right.types & number) === 0 ? [] : ['<', '>'])]) yield make(`${left.text} ${operator} ${right.text}`, operator.length === 3 ? equality : relational)
    }
  }
}

/** Compared with texts that are near, remainders by other divisors, and the element beside this one. */
function* withConstants(words: Words, part: Part, context: Context): Iterable<Word> {
  const { start } = part.statement
  const near = ingredientsOf(context).filter(({ node }) => Math.abs(node.start - start) < 400)
  const texts = [...new Set(near.filter(({ node }) => node.type === 'Literal' && typeof node.value === 'string').map(({ text }) => text))].slice(0, 6)
  const strings = [...words.names, ...words.members].filter(({ types }) => (types & string) !== 0 && types !== anything).slice(0, 6)
  const beside = words.names.filter((word) => isOnly(word, list)).flatMap(({ text }) => words.numbers.filter((word) => !/\.length$/.test(word.text)).slice(0, 2).flatMap((index) => [`${text}[${index.text} + 1]`, `${text}[${index.text} - 1]`])).slice(0, 6)
  for (const holder of [...strings.map(({ text }) => text), ...beside]) for (const text of texts) for (const operator of ['===', '!==']) yield make(`${holder} ${operator} ${text}`, equality)
  for (const left of beside) for (const right of words.members.filter(({ text }) => text.endsWith(']')).slice(0, 3)) for (const operator of ['===', '!==', '<', '>']) yield make(`${right.text} ${operator} ${left}`, equality)
  const dividends = [...new Set(near.flatMap(({ node, names }) => (node.type === 'BinaryExpression' && node.operator === '%' && [...names].every((name) => words.names.some(({ text }) => text === name)) ? [context.text(node.left)] : [])))].slice(0, 3)
  for (const dividend of dividends) for (const divisor of ['2', '3', '4', '5', '100', '400', '10', '7', '12', '15']) for (const operator of ['===', '!==']) yield make(`${dividend} % ${divisor} ${operator} 0`, equality)
}

/** Two parameters of one kind often have one base case: `!a || !b`. */
function* baseCases(words: Words, part: Part, context: Context): Iterable<Word> {
  const params = context.namesFor(part).filter((name) => name.kind === 'param' && name.scope.fn === part.scope.fn).map(({ name }) => name)
  const own = words.names.filter(({ text }) => params.includes(text))
  for (const [index, one] of own.entries()) {
    for (const other of own.slice(index + 1)) {
      if (!isOnly(one, list | nil | undef) || !isOnly(other, list | nil | undef)) continue
      yield make(`${one.text}.length === 0 || ${other.text}.length === 0`, logicalOr)
      if (one.types & string) yield make(`!${one.text} || !${other.text}`, logicalOr)
    }
  }
}

/** What may be written in place of a value, smallest first: names, fields, constants, sums, elements, calls. */
export function* sentencesFor(part: Part, wanted: Types, context: Context): Generator<Word> {
  const words = wordsFor(part, context)
  const fits = ({ types }: Word): boolean => (types & wanted) !== 0
  yield* words.names.filter(fits)
  yield* words.members.filter(fits)
  for (const value of context.focus.constants.filter((one) => wanted & typeOfConstant(one)).slice(0, 8)) yield { text: literal(value), precedence: typeof value === 'number' && value < 0 ? unary : primary, types: typeOfConstant(value) }
  if ((wanted & ~(boolean | nil | undef)) === 0 && wanted & boolean) yield* words.conditions
  if (wanted & number) yield* sums(words)
  yield* elements(words, wanted)
  if (wanted & array) yield* lists(words)
  yield* stringSums(words, wanted)
  yield* callsOf(part, words, context)
  if (wanted & boolean) yield* words.conditions
  for (const test of words.conditions.slice(0, 12)) for (const one of words.names.filter(fits).slice(0, 3)) for (const other of words.names.filter(fits).slice(0, 3)) if (one !== other) yield { text: `${test.text} ? ${one.text} : ${other.text}`, precedence: assignment, types: one.types | other.types }
}

function* sums(words: Words): Generator<Word> {
  for (const { text } of words.numbers) for (const step of ['+ 1', '- 1']) yield { text: `${text} ${step}`, precedence: additive, types: number }
  for (const [at, left] of words.numbers.slice(0, 8).entries()) {
    for (const [other, right] of words.numbers.slice(0, 8).entries()) {
      for (const operator of ['-', '+', '*', '/', '%']) {
        if ((left === right && operator !== '*') || ((operator === '+' || operator === '*') && at > other)) continue
        yield { text: `${left.text} ${operator} ${right.text}`, precedence: /[-+]/.test(operator) ? additive : multiplicative, types: number }
      }
    }
  }
}

function* elements(words: Words, wanted: Types): Generator<Word> {
  const fields = words.members.filter(({ text }) => !text.endsWith(']'))
  for (const { text, types } of [...words.names, ...fields].filter(isIndexed)) {
    yield { text: `${text}[${text}.length - 1]`, precedence: member, types: anyValue }
    yield { text: `${text}[0]`, precedence: member, types: anyValue }
    const indexes = words.numbers.filter((word) => word.text !== `${text}.length`).slice(0, 4)
    for (const index of indexes) for (const step of ['+ 1', '- 1']) yield { text: `${text}[${index.text} ${step}]`, precedence: member, types: anyValue }
    if ((wanted & list) === 0) continue
    const pairs = indexes.flatMap((from) => indexes.filter((to) => to !== from).map((to) => `${from.text}, ${to.text}`))
    for (const range of ['', '1', '0, -1', ...indexes.flatMap((word) => [word.text, `0, ${word.text}`, `${word.text} + 1`]), ...pairs]) yield { text: `${text}.slice(${range})`, precedence: member, types }
  }
  for (const { text } of [...words.names, ...fields].filter((word) => (word.types & object) !== 0 && ((word.types & number) === 0 || isUnknown(word)))) {
    if (wanted & array) for (const what of ['values', 'keys', 'entries']) yield { text: `Object.${what}(${text})`, precedence: member, types: array }
    if (wanted & object) yield { text: `{ ...${text} }`, precedence: primary, types: object }
  }
}

function* lists(words: Words): Generator<Word> {
  yield { text: '[]', precedence: primary, types: array }
  yield { text: '[[]]', precedence: primary, types: array }
  for (const { text } of words.names) yield { text: `[${text}]`, precedence: primary, types: array }
  for (const { text, types } of words.names) if (types & array) yield { text: `[...${text}]`, precedence: primary, types: array }
  for (const left of words.names.filter((word) => isOnly(word, array))) for (const right of words.names) if (left !== right) yield { text: `[...${left.text}, ${isOnly(right, array) ? '...' : ''}${right.text}]`, precedence: primary, types: array }
}

function* stringSums(words: Words, wanted: Types): Generator<Word> {
  if ((wanted & string) === 0) return
  const strings = words.names.filter((word) => word.types & string && !isOnly(word, number)).slice(0, 6)
  for (const left of strings) for (const right of strings) if (left !== right) yield { text: `${left.text} + ${right.text}`, precedence: additive, types: string }
}

/** The file's own functions, called with names like those of their parameters, else with what there is. */
export function* callsOf(part: Part, words: Words, context: Context, isWanted?: (name: Name) => boolean): Generator<Word> {
  for (const name of context.namesFor(part)) {
    const callee = name.kind === 'function' ? name.declaration : name.init
    if (!callee || !isFunction(callee) || isWanted?.(name) === false) continue
    const types = context.typesOfResult(callee)
    for (const call of callsTo(name.name, callee.params, words, isWanted !== undefined)) yield { ...call, types }
  }
}

/** @param richly with sums as arguments too */
export function* callsTo(name: string, params: readonly AnyNode[], words: Words, richly: boolean): Generator<Word> {
  if (params.length > 4) return
  const choices = params.map((param) => argumentsFor(param, words, richly && params.length > 1))
  if (choices.some((choice) => choice.length === 0)) return
  for (const args of combined(choices).slice(0, richly ? 24 : 8)) yield { text: `${name}(${args.join(', ')})`, precedence: member, types: anyValue }
}

function argumentsFor(param: AnyNode, words: Words, richly: boolean): string[] {
  const own = param.type === 'Identifier' ? param.name : param.type === 'AssignmentPattern' && param.left.type === 'Identifier' ? param.left.name : ''
  const names = words.names.map(({ text }) => text)
  const steps = richly ? words.numbers.filter(({ text }) => !text.endsWith('.length')).slice(0, 2).map(({ text }) => `${text} + 1`) : []
  if (names.includes(own)) return [own, ...names.filter((text) => text !== own).slice(0, 2)]
  return [...names.slice(0, 4), ...steps, ...words.members.slice(0, 1).map(({ text }) => text)]
}

/** Every choice of one each, those that take the first ones first, none taken twice where that can be. */
function combined(choices: readonly string[][]): string[][] {
  const rows = choices.reduce<string[][]>((made, choice) => made.flatMap((row) => choice.map((one) => [...row, one])), [[]])
  const cost = (row: string[]): number => row.reduce((sum, one, index) => sum + (choices[index]?.indexOf(one) ?? 0), 0) + (row.length - new Set(row).size) * 4
  return rows.toSorted((a, b) => cost(a) - cost(b))
}

export const typeOfConstant = (value: number | string | boolean | null): Types => (value === null ? nil : typeof value === 'number' ? number : typeof value === 'string' ? string : boolean)
