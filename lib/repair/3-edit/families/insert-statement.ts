import type { AnyNode } from 'acorn'
import type { Name } from '../../scopes.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import { type Gap, gapsAt } from '../gaps.ts'
import { ingredientsOf, usableAt } from '../ingredients.ts'
import { literal } from '../literal.ts'
import type { Part } from '../outline.ts'
import { array, fn, map, number, set, string } from '../value-types.ts'
import { callsOf, sentencesFor, type Word, wordsFor } from '../vocabulary.ts'
import { missingStatements } from './missing-statements.ts'

/** A statement that is not there, told by what is: what is counted, filled, marked as seen, given back. */
export const insertStatement: Family = {
  kinds: ['insert-step', 'insert-return', 'insert-assignment', 'insert-fill', 'insert-call', 'insert-addition', 'insert-throw'],
  tiers: [2, 4, 5],
  *propose(part, context, tier): Iterable<Proposal> {
    for (const gap of gapsAt(part, context)) {
      const isElse = gap.where === 'else'
      const said = (kind: string, cost: number, text: string): Proposal => ({ kind, cost: isElse ? cost + 0.5 : cost, changes: [gap.put(text)] })
      if (tier === 2) {
        if (!isElse) for (const { kind, text } of missingStatements(gap, context)) yield said(kind, kind === 'insert-call' ? 3 : 2.4, text)
      } else if (tier === 4) {
        if (isElse) continue
        for (const text of fills(gap.part, context)) yield said('insert-fill', 4, text)
        for (const text of assignments(gap.part, context)) yield said('insert-assignment', 4.2, text)
        for (const text of additions(gap.part, 4, context)) yield said('insert-addition', 4.4, text)
      } else {
        if (!isElse) for (const text of additions(gap.part, 20, context)) yield said('insert-addition', 4.8, text)
        if (isElse) for (const text of [...fills(gap.part, context), ...assignments(gap.part, context)]) yield said('insert-fill', 4.6, text)
        for (const text of moreAssignments(gap.part, context)) yield said('insert-assignment', 5, text)
        for (const text of returnsOf(gap, context)) yield said('insert-return', 5.2, text)
      }
    }
  },
}

const mutable = (part: Part, context: Context): Name[] => context.namesFor(part).filter(({ isMutable, kind, scope }) => isMutable && (kind !== 'param' || scope.fn === part.scope.fn)).slice(0, 8)

/** What fills a list, set or map that is there. */
function* fills(part: Part, context: Context): Iterable<string> {
  const words = wordsFor(part, context)
  const values = [...words.names, ...words.members].filter(({ types }) => types !== fn).slice(0, 10)
  const holders = [...words.names, ...words.members.filter(({ text }) => !/[\])]$|\.(length|size)$/.test(text))]
  const { code } = context.file
  const uses = (holder: Word, method: string): boolean => code.includes(`${holder.text}.${method}(`)
  for (const holder of holders) {
    const others = values.filter(({ text }) => text !== holder.text)
    if (holder.types === array || (holder.types & array && ['push', 'pop', 'shift'].some((method) => uses(holder, method)))) yield* listFills(holder, others, code)
    if (holder.types === set || uses(holder, 'add')) for (const value of others) { yield `${holder.text}.add(${value.text})`; yield `${holder.text}.delete(${value.text})` }
    if (holder.types === map || (holder.types & map && uses(holder, 'get'))) yield* mapFills(holder, others, context)
  }
}

function* listFills(holder: Word, others: readonly Word[], code: string): Iterable<string> {
  for (const value of others) yield `${holder.text}.push(${value.text})`
  for (const value of ["''", '[]', '0', '1']) if (code.includes(value)) yield `${holder.text}.push(${value})`
  yield `${holder.text}.pop()`
  yield `${holder.text}.shift()`
  const lists = others.filter(({ types }) => types & array)
  for (const value of others.slice(0, 4)) yield `${holder.text}.unshift(${value.text})`
  for (const value of lists.slice(0, 4)) { yield `${holder.text}.push(...${value.text})`; yield `${holder.text}.push([...${value.text}])` }
  for (const [index, left] of others.slice(0, 4).entries()) for (const right of others.slice(index + 1, 4)) { yield `${holder.text}.push([${left.text}, ${right.text}])`; if (!/\W/.test(left.text + right.text)) yield `${holder.text}.push({ ${left.text}, ${right.text} })` }
  yield `${holder.text}.reverse()`
  yield `${holder.text}.sort((a, b) => a - b)`
  yield `${holder.text}.length = 0`
}

/** Its keys are those that it is asked for. */
function* mapFills(holder: Word, others: readonly Word[], context: Context): Iterable<string> {
  const asked = [...context.file.code.matchAll(/\.(?:get|has)\(([^()]{1,30})\)/g)].map(([, key = '']) => key)
  const keys = [...new Set([...asked, ...others.slice(0, 6).map(({ text }) => text)])].slice(0, 8)
  for (const key of keys) {
    yield `${holder.text}.set(${key}, (${holder.text}.get(${key}) ?? 0) + 1)`
    for (const value of others.slice(0, 7)) if (key !== value.text) yield `${holder.text}.set(${key}, ${value.text})`
    for (const value of ['1', '0', 'true', '[]']) yield `${holder.text}.set(${key}, ${value})`
    yield `${holder.text}.delete(${key})`
  }
}

/** `x = y` of the same kind, `x = x.next`, and back to what it began with. */
function* assignments(part: Part, context: Context): Iterable<string> {
  const words = wordsFor(part, context)
  for (const name of mutable(part, context)) {
    const types = context.typesOfName(name)
    for (const { text, types: others } of [...words.names, ...words.members]) if (text !== name.name && (others & types) !== 0) yield `${name.name} = ${text}`
    if (name.init && name.init.end - name.init.start < 30) yield `${name.name} = ${context.text(name.init)}`
    if ((types & ~number) !== 0) for (const value of ['null', 'true', 'false']) yield `${name.name} = ${value}`
  }
  for (const { text } of words.members) {
    if (!text.startsWith('this.')) continue
    for (const value of words.names.slice(0, 5)) yield `${text} = ${value.text}`
    for (const value of ['null', '0', 'true', 'false', '[]']) yield `${text} = ${value}`
  }
}

/** `count += 1`, `total += x`. */
function* additions(part: Part, most: number, context: Context): Iterable<string> {
  const words = wordsFor(part, context)
  const targets = [...mutable(part, context).map((name) => ({ text: name.name, types: context.typesOfName(name) })), ...words.members.filter(({ text, types }) => text.startsWith('this.') && types & number && !text.endsWith('.length'))]
  for (const { text, types } of targets) {
    if (types & number) {
      for (const step of context.file.code.includes('++') ? ['++', '--', ' += 1', ' -= 1'] : [' += 1', ' -= 1']) yield text + step
      for (const { text: value } of words.numbers.slice(0, most)) if (value !== text) { yield `${text} += ${value}`; yield `${text} -= ${value}` }
    }
    if (types & string) for (const value of [...words.names, ...words.members].slice(0, most * 2)) if (value.text !== text && value.types & string) yield `${text} += ${value.text}`
  }
}

/** Elements and fields set, sums and extremes kept. */
function* moreAssignments(part: Part, context: Context): Iterable<string> {
  const words = wordsFor(part, context)
  const values = [...words.names, ...words.members].filter(({ types }) => types !== fn).slice(0, 10)
  for (const target of targetsFor(part, words.members, context)) {
    for (const { text } of values) if (text !== target) yield `${target} = ${text}`
    for (const value of ['true', '0', 'null', '1', `(${target} ?? 0) + 1`, ...context.focus.constants.slice(0, 2).map(literal)]) yield `${target} = ${value}`
    yield `${target} += 1`
    for (const { text } of words.numbers.slice(0, 4)) yield `${target} += ${text}`
  }
  for (const name of mutable(part, context)) {
    const types = context.typesOfName(name)
    if (types & number) {
      for (const { text } of words.numbers.slice(0, 6)) if (text !== name.name) for (const best of ['max', 'min']) yield `${name.name} = Math.${best}(${name.name}, ${text})`
      for (const { text } of words.numbers.slice(0, 5)) for (const operator of ['+', '-']) yield `${name.name} = ${text} ${operator} 1`
    }
    let left = 16
    if (types & (number | string)) for (const { text, types: given } of callsOf(part, words, context)) if (given & types & (number | string)) yield `${name.name} += ${text}`
    for (const { text } of sentencesFor(part, types, context)) {
      if (text !== name.name) yield `${name.name} = ${text}`
      left -= 1
      if (left === 0) break
    }
  }
}

/** What could be assigned to beside variables: elements and fields that the file speaks of. */
function targetsFor(part: Part, members: readonly Word[], context: Context): string[] {
  const can = usableAt({ scope: part.scope, start: part.statement.node.start }, context)
  const isTarget = (node: AnyNode): boolean => node.type === 'MemberExpression' && (node.computed || node.object.type === 'ThisExpression') && !node.optional
  const near = ingredientsOf(context).filter((ingredient) => isTarget(ingredient.node) && ingredient.text.length < 30 && can(ingredient)).sort((a, b) => Math.abs(a.node.start - part.statement.start) - Math.abs(b.node.start - part.statement.start))
  return [...new Set([...near.map(({ text }) => text), ...members.map(({ text }) => text).filter((text) => /\]$|^\w+\.(?!length|size)/.test(text))])].slice(0, 7)
}

function* returnsOf(gap: Gap, context: Context): Iterable<string> {
  if (!context.functionAround(gap.anchor)) return
  const words = wordsFor(gap.part, context)
  for (const { text, types } of [...words.names, ...words.members].slice(0, 12)) if (types !== fn) yield `return ${text}`
  for (const value of ['true', 'false', 'null', '0', '-1', "''", '[]', ...context.focus.constants.slice(0, 4).map(literal)]) yield `return ${value}`
  if (!gap.isEnd) return
  for (const { text, types } of words.names) {
    if ((types & array) === 0) continue
    for (const suffix of [".join('')", ".join(' ')", ".join('\\n')", ".join(', ')", '.length', '.reverse()', '.sort()', '[0]', '.pop()', '.at(-1)']) yield `return ${text}${suffix}`
  }
  let left = 60
  for (const { text } of sentencesFor(gap.part, array | string | number | fn, context)) {
    yield `return ${text}`
    left -= 1
    if (left === 0) break
  }
}
