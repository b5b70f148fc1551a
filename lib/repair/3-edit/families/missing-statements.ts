import type { AnyNode } from 'acorn'
import type { Name } from '../../scopes.ts'
import { holds, isFunction, loopAround, nodesIn } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Gap } from '../gaps.ts'
import { number } from '../value-types.ts'
import { isUnused } from '../unused.ts'
import { callsOf, callsTo, type Words, wordsFor } from '../vocabulary.ts'

export interface Missing { kind: string; text: string }

/** Statements whose lack shows: in what never changes, is never read, never called, never given back. */
export function* missingStatements(gap: Gap, context: Context): Generator<Missing> {
  const words = wordsFor(gap.part, context)
  for (const text of stepsMissing(gap, words, context)) yield { kind: 'insert-step', text }
  for (const text of returnsMissing(gap, context)) yield { kind: text.startsWith('throw') ? 'insert-throw' : 'insert-return', text }
  for (const text of callsMissing(gap, words, context)) yield { kind: 'insert-call', text }
  for (const text of resetsMissing(gap, context)) yield { kind: 'insert-assignment', text }
  for (const text of fieldsMissing(gap, context)) yield { kind: 'insert-assignment', text }
  for (const text of holdersMissing(gap, context)) yield { kind: 'insert-assignment', text }
  for (const text of catchesMissing(gap, context)) yield { kind: 'insert-assignment', text }
}

/** What a loop's condition asks for and its body never changes: `i += 1`, `node = node.next`, `rest = rest.slice(1)`. */
function* stepsMissing(gap: Gap, words: Words, context: Context): Iterable<string> {
  const around = loopAround(gap.anchor, context)
  if (around?.type !== 'WhileStatement' && around?.type !== 'DoWhileStatement') return
  const seen = new Set<Name>()
  const asked = [...nodesIn(around.test)].flatMap((inner) => (inner.type === 'Identifier' ? [context.outline.names.get(inner)] : []))
  const moves = asked.some((name) => name?.writes.some((write) => holds(around.body, write)))
  for (const inner of nodesIn(around.test)) {
    const name = inner.type === 'Identifier' ? context.outline.names.get(inner) : undefined
    // Where something moves, a parameter beside it may well be a bound.
    if (!name?.isMutable || seen.has(name) || (moves && name.kind === 'param') || name.writes.some((write) => holds(around.body, write))) continue
    seen.add(name)
    const own = name.name
    if (context.typesOfName(name) & number) {
      for (const step of context.file.code.includes('++') ? ['++', '--', ' += 1', ' -= 1'] : [' += 1', ' -= 1', '++', '--']) yield own + step
      for (const by of ['2', '10', ...words.numbers.filter(({ text }) => text !== own).slice(0, 4).map(({ text }) => text)]) {
        yield `${own} = Math.floor(${own} / ${by})`
        yield `${own} -= ${by}`
        yield `${own} += ${by}`
        yield `${own} %= ${by}`
      }
    }
    for (const [field, { isMethod }] of context.outline.fields) if (!isMethod && field !== 'length') yield `${own} = ${own}.${field}`
    for (const from of ['1', ...words.numbers.filter(({ text }) => text !== own).slice(0, 4).map(({ text }) => text)]) yield `${own} = ${own}.slice(${from})`
    for (const { text } of words.names) if (text !== own) yield `${own} = ${text}`
  }
}

/** `return result` where a function makes something and gives nothing back; `throw error` where it kept one. */
function* returnsMissing(gap: Gap, context: Context): Iterable<string> {
  const around = context.functionAround(gap.anchor)
  if (!gap.isEnd || !around) return
  const own = context.namesFor(gap.part).filter((name) => name.scope.fn === around && name.kind !== 'function' && name.kind !== 'class')
  // What was made here and never used is what was to be given back.
  const unread = own.filter((name) => name.kind !== 'param' && onlyFilled(name, context))
  for (const { name } of own) if (/err|reason|fail|exception/i.test(name)) yield `throw ${name}`
  for (const { name } of [...unread, ...own.filter((name) => !unread.includes(name))].slice(0, 8)) yield `return ${name}`
  for (const constant of ['true', 'false', 'null', '0', '-1', "''", '[]', '{}', 'this']) yield `return ${constant}`
}

/** Nothing is read from it but the methods that fill it. */
const onlyFilled = (name: Name, context: Context): boolean => name.reads.every((read) => {
  const parent = context.parent(read)
  return (parent?.type === 'MemberExpression' && parent.object === read) || parent?.type === 'UpdateExpression' || parent?.type === 'AssignmentExpression'
})

/** A variable that may change and never does begins anew in a loop with what it began with. */
function* resetsMissing(gap: Gap, context: Context): Iterable<string> {
  const loop = loopAround(gap.anchor, context)
  if (!loop) return
  for (const { name, init, isMutable, writes, kind, scope } of context.namesFor(gap.part)) {
    if (!init || !isMutable || kind === 'param' || scope.fn !== gap.part.scope.fn || init.end - init.start >= 30 || holds(loop, init) || writes.some((write) => holds(loop, write))) continue
    yield `${name} = ${context.text(init)}`
  }
}

/** Calls of functions and methods that nobody calls, and what they give kept. */
function* callsMissing(gap: Gap, words: Words, context: Context): Iterable<string> {
  const calls = [...callsOf(gap.part, words, context, (name) => isUnused(name, context)), ...methodsUnused(gap, words, context)]
  if (calls.length === 0) return
  const targets = context.namesFor(gap.part).filter(({ isMutable, scope }) => isMutable && scope.fn === gap.part.scope.fn).slice(0, 3)
  for (const { text } of calls) {
    yield text
    for (const { name } of targets) { yield `${name} = ${text}`; yield `${name} += ${text}` }
    if (gap.isEnd) yield `return ${text}`
  }
}

function* methodsUnused(gap: Gap, words: Words, context: Context): Iterable<{ text: string }> {
  if (gap.part.scope.thisFn === null) return
  for (let at = context.parent(gap.anchor); at; at = context.parent(at)) {
    if (at.type !== 'ClassBody') continue
    for (const method of at.body) {
      if (method.type !== 'MethodDefinition' || method.kind !== 'method' || method.computed || !('name' in method.key)) continue
      const name = `${method.key.type === 'PrivateIdentifier' ? '#' : ''}${method.key.name}`
      const isCalled = context.file.code.includes(`this.${name}(`)
      if (isCalled && !name.startsWith('#') && !/^_/.test(name)) continue
      if (!isCalled || context.file.code.split(`.${name}(`).length <= 1) yield* callsTo(`this.${name}`, method.value.params, { ...words, names: [...words.names, ...['0', '1'].map((text) => ({ text, precedence: 20, types: number }))] }, true)
    }
    return
  }
}

/** `this.x = x` for a parameter that nobody reads; else for a field that is read and never written. */
function* fieldsMissing(gap: Gap, context: Context): Iterable<string> {
  const { fn: around } = gap.part.scope
  const method = around ? context.parent(around) : undefined
  if (!around || !isFunction(around) || method?.type !== 'MethodDefinition') return
  for (const param of context.namesFor(gap.part)) if (param.kind === 'param' && param.scope.fn === around && param.reads.length === 0) yield `this.${param.name} = ${param.name}`
  if (method.kind !== 'constructor') return
  const { code } = context.file
  const fields = new Set([...code.matchAll(/this\.(#?[\w$]+)/g)].map(([, name = '']) => name))
  for (const field of fields) {
    const escaped = field.replaceAll('$', '\\$')
    if (new RegExp(`this\\.${escaped}\\s*=[^=]`).test(code) || new RegExp(`^\\s*(get |set |static |async |\\*)*${escaped}\\s*[(=;]`, 'm').test(code)) continue
    for (const value of ['[]', '0', 'new Map()', 'new Set()', '{}', 'null', "''", 'false']) yield `this.${field} = ${value}`
  }
}

/** `groups[key] ??= []` before something is put into `groups[key]`. */
function* holdersMissing(gap: Gap, context: Context): Iterable<string> {
  const { anchor } = gap
  if (gap.where !== 'before' || anchor.type !== 'ExpressionStatement') return
  const { expression } = anchor
  const target = expression.type === 'AssignmentExpression' ? expression.left : expression.type === 'UpdateExpression' ? expression.argument : expression.type === 'CallExpression' && expression.callee.type === 'MemberExpression' ? expression.callee.object : null
  const holder: AnyNode | null = expression.type === 'AssignmentExpression' && expression.operator === '=' && target?.type === 'MemberExpression' ? (target.object) : target
  if (holder?.type !== 'MemberExpression') return
  const values = expression.type === 'CallExpression' ? ['[]', 'new Set()', 'new Map()'] : expression.type === 'AssignmentExpression' && expression.operator === '=' ? ['{}', '[]'] : ['0', "''", '[]', '{}']
  for (const value of values) yield `${context.text(holder)} ??= ${value}`
}

/** A caught error that nobody looks at: kept, or thrown on. */
function* catchesMissing(gap: Gap, context: Context): Iterable<string> {
  const [caught] = context.namesFor(gap.part).filter(({ kind, reads }) => kind === 'catch' && reads.length === 0)
  if (!caught) return
  for (const name of context.namesFor(gap.part)) if (name.isMutable && name !== caught && name.scope.fn === caught.scope.fn) yield `${name.name} = ${caught.name}`
  yield `throw ${caught.name}`
}
