import { Context } from '../../3-edit/context.ts'
import { literal } from '../../3-edit/literal.ts'
import type { Part } from '../../3-edit/outline.ts'
import { array, boolean, list, map, number, object, set, type Types } from '../../3-edit/value-types.ts'
import { callsOf, sentencesFor, type Word, wordsFor } from '../../3-edit/vocabulary.ts'
import type { Edit } from '../../edit.ts'
import type { SourceFile } from '../../source-file.ts'
import type { Slot } from './lost-heads.ts'

const most = { condition: 1_200, list: 300, steps: 400, default: 40, value: 60 } as const

/** What may be written in a slot of a head that was put in, likeliest first. */
export function* fillSlot(file: SourceFile, { kind, start, end }: Slot, constants: readonly (number | string | boolean | null)[]): Generator<Edit> {
  const context = new Context(file, { statements: [], constants, first: [] })
  const part = partAt(context, start)
  const seen = new Set([file.text.slice(start, end)])
  let count = 0
  for (const text of textsFor(kind, part, context, file, start)) {
    if (seen.has(text)) continue
    seen.add(text)
    yield { kind: 'fill-head', changes: [{ start, end, text }], at: part?.statement.start ?? start, cost: 1 + Math.min(3, count / 100) }
    count += 1
    if (count >= most[kind]) return
  }
}

const partAt = ({ outline }: Context, offset: number): Part | undefined => outline.parts.findLast(({ statement: { start, end } }) => start <= offset && end > offset)

function* textsFor(kind: Slot['kind'], part: Part | undefined, context: Context, file: SourceFile, start: number): Iterable<string> {
  if (kind === 'default') { yield* defaults(context, file, start); return }
  if (!part) return
  // What a loop declares is no part of what it goes through.
  const own = new Set(context.namesFor(part).filter(({ scope }) => scope === context.outline.scopes.get(part.statement.node)).map(({ name }) => name))
  const isFree = (text: string): boolean => own.size === 0 || !(text.match(/(?<![\w$])(?<!(?<!\.)\.)[A-Za-z_$][\w$]*/g) ?? []).some((name) => own.has(name))
  if (kind === 'condition') { yield* conditions(part, context, file); return }
  if (kind === 'steps') { for (const text of steps(file.text.slice(start), part, context, isFree)) yield text; return }
  if (kind === 'list') { for (const text of lists(part, context)) if (isFree(text)) yield text; return }
  for (const { text } of sentencesFor(part, list | object | number, context)) if (isFree(text)) yield text
}

/** What the names that are there can be asked, what the file asks of them elsewhere, and what its elements can. */
function* conditions(part: Part, context: Context, file: SourceFile): Iterable<string> {
  const { names, numbers, conditions: asked } = wordsFor(part, context)
  // A loop goes on until something has grown or shrunk enough.
  const isLoop = part.statement.node.type === 'WhileStatement'
  const words = (isLoop ? asked.toSorted((a, b) => Number(/[<>]/.test(b.text)) - Number(/[<>]/.test(a.text))) : asked).map(({ text }) => text)
  const visible = new Set(context.namesFor(part).map(({ name }) => name))
  const indexes = numbers.filter(({ text }) => /^[\w$]+$/.test(text)).map(({ text }) => text).slice(0, 4)
  const lists = names.filter(({ types }) => (types & list) !== 0).map(({ text }) => text).slice(0, 4)
  for (const { text, types } of names) if (types === boolean) { yield text; yield `!${text}` }
  yield* words.slice(0, isLoop ? 120 : 60)
  if (isLoop) {
    for (const [at, one] of indexes.entries()) for (const other of indexes.slice(at + 1)) for (const a of lists) for (const b of lists) if (a !== b) yield `${one} < ${a}.length && ${other} < ${b}.length`
    yield* pairsOf(indexes)
  }
  yield* elementConditions(part, context)
  for (const [, text = ''] of file.text.matchAll(/\b(?:if|while) \((.{1,80}?)\) (?:\{|return|throw|continue|break|\w)/g)) {
    if ((text.match(/(?<![.\w$'"])[A-Za-z_$][\w$]*/g) ?? []).every((name) => visible.has(name) || name in globalThis || /^(?:null|undefined|typeof|true|false|this|instanceof)$/.test(name))) { yield text; yield `!(${text})` }
  }
  yield* members(file)
  yield* words.slice(60)
}

/** `top <= bottom && left <= right`: of four that close in on each other, two pairs. */
function* pairsOf(indexes: readonly string[]): Iterable<string> {
  for (const a of indexes) for (const b of indexes) for (const c of indexes) for (const d of indexes) if (new Set([a, b, c, d]).size === 4 && a < c) for (const operator of ['<=', '<']) yield `${a} ${operator} ${b} && ${c} ${operator} ${d}`
}

/** `a[i] === b[j]`, `sorted[middle] < wanted`, `token === '('`, `node instanceof Branch`. */
function* elementConditions(part: Part, context: Context): Iterable<string> {
  const { names, numbers } = wordsFor(part, context)
  const indexes = numbers.filter(({ text }) => /^[\w$]+$/.test(text)).slice(0, 4)
  const holders = names.filter(({ types }) => (types & (list | object)) !== 0).toSorted((a, b) => Number((a.types & number) !== 0) - Number((b.types & number) !== 0)).slice(0, 4)
  const elements = holders.flatMap((holder) => indexes.flatMap((index) => (index.text === holder.text ? [] : [`${holder.text}[${index.text}]`])))
  const nearEnough = (offset: number): boolean => Math.abs(offset - part.statement.start) < 600
  const texts = [...new Set([...context.file.code.matchAll(/'[^'\n]{0,12}'/g)].filter(({ index }) => nearEnough(index)).map(([text]) => text))].slice(0, 8)
  for (const holder of holders) for (const { text } of indexes) if (text !== holder.text) for (const step of ['+ 1', '- 1']) for (const operator of ['===', '!==', '<', '>']) yield `${holder.text}[${text}] ${operator} ${holder.text}[${text} ${step}]`
  for (const [at, left] of elements.entries()) {
    for (const right of [...elements.slice(at + 1), ...names.slice(0, 5).map(({ text }) => text)]) {
      if (!left.startsWith(`${right}[`) && !left.endsWith(`[${right}]`)) for (const operator of ['===', '!==', '<', '>', '<=', '>=']) yield `${left} ${operator} ${right}`
    }
  }
  for (const one of [...names.slice(0, 5).map(({ text }) => text), ...elements.slice(0, 6)]) for (const text of texts) for (const operator of ['===', '!==']) yield `${one} ${operator} ${text}`
  for (const { text } of names.slice(0, 5)) for (const test of ['Array.isArray(§)', "typeof § === 'string'", "typeof § === 'object'", "typeof § === 'number'", "typeof § === 'function'", '§ instanceof Map', '§ instanceof Set', '§ instanceof Error', '!Array.isArray(§)', 'Number.isInteger(§)']) yield test.replace('§', text)
}

/** What an object can be asked of itself: `this.isFull`. */
function* members(file: SourceFile): Iterable<string> {
  const getters = [...file.code.matchAll(/\bget\s+([\w$]+)\s*\(/g)].map(([, name = '']) => `this.${name}`)
  const asked = [...file.code.matchAll(/^\s+((?:is|has|can)[A-Z]\w*)\(\s*\)/gm)].map(([, name = '']) => `this.${name}()`)
  for (const one of new Set([...getters, ...asked])) { yield one; yield `!${one}` }
  const kept = [...new Set([...file.code.matchAll(/\bthis\.(#?[\w$]+)\b(?!\()/g)].map(([, name = '']) => name))].slice(0, 6)
  const sizes = [...file.code.matchAll(/(#?[\w$]+)\s*=\s*(?:new (?:Map|Set)\b|(\[|Array\b|new Array\b))/g)].flatMap(([, name = '', array]) => (kept.includes(name) ? [`${name}.${array === undefined ? 'size' : 'length'}`] : []))
  const fields = [...sizes, ...kept].map((name) => `this.${name}`)
  for (const [at, one] of fields.entries()) for (const other of fields.slice(at + 1)) for (const operator of ['===', '>', '<', '>=', '<=', '!==']) yield `${one} ${operator} ${other}`
}

/** What can be gone through, one after the other. */
function* lists(part: Part, context: Context): Iterable<string> {
  const { names, members } = wordsFor(part, context)
  const holds = ({ types }: Word): boolean => (types & (list | map | set | object)) !== 0
  const holders = [...names, ...members.filter(({ text }) => !/\.(?:length|size)$/.test(text))].filter(holds)
  const rank = ({ types }: Word): number => (isOnly(types, array) ? 0 : isOnly(types, list | map | set) ? 1 : 2)
  const ordered = holders.toSorted((a, b) => rank(a) - rank(b))
  for (const { text } of ordered) yield text
  for (const { text, types } of callsOf(part, wordsFor(part, context), context)) if (types & (list | map | set | object)) yield text
  for (const { text, types } of ordered.slice(0, 8)) {
    if (types & (map | set | array)) for (const method of ['entries', 'keys', 'values']) yield `${text}.${method}()`
    if (types & object) for (const method of ['entries', 'keys', 'values']) yield `Object.${method}(${text})`
    if (types & array) { yield `[...${text}].sort()`; yield `[...${text}].reverse()`; yield `${text}.slice(1)`; yield `[...${text}.entries()].sort()`; yield `[...${text}.keys()].sort()` }
    if (types & list) for (const method of ["split('')", "split(' ')", "split('\\n')", "split(',')"]) yield `${text}.${method}`
  }
  for (const { text } of sentencesFor(part, array | object, context)) yield text
}

const isOnly = (types: Types, wanted: Types): boolean => types !== 0 && (types & ~wanted) === 0

/** `0; i < list.length; i++`: from where to where, and which way. */
function* steps(rest: string, part: Part, context: Context, isFree: (text: string) => boolean): Iterable<string> {
  const [, name = 'i'] = /; ([\w$]+) </.exec(rest) ?? []
  const up = rest.slice(0, rest.indexOf(')')).includes('+= 1') ? `${name} += 1` : `${name}++`
  const down = up.endsWith('++') ? `${name}--` : `${name} -= 1`
  const { numbers, names, members: fields } = wordsFor(part, context)
  const lengths = [...names, ...fields.filter(({ text }) => text.endsWith(']'))].filter(({ types }) => (types & list) !== 0).map(({ text }) => `${text}.length`)
  const bounds = [...new Set([...numbers.map(({ text }) => text), ...lengths])].filter(isFree).slice(0, 14)
  for (const bound of bounds) yield `0; ${name} < ${bound}; ${up}`
  for (const bound of bounds) for (const [first, operator] of [['1', '<'], ['1', '<='], ['0', '<=']] as const) yield `${first}; ${name} ${operator} ${bound}; ${up}`
  for (const bound of bounds) yield `${bound} - 1; ${name} >= 0; ${down}`
  const firsts = bounds.filter((bound) => !bound.endsWith('.length'))
  for (const bound of bounds) for (const first of firsts) if (first !== bound) for (const from of [first, `${first} + 1`]) for (const operator of ['<', '<=']) yield `${from}; ${name} ${operator} ${bound}; ${up}`
  for (const bound of firsts) for (const last of ['0', '1']) for (const operator of ['>', '>=']) yield `${bound}; ${name} ${operator} ${last}; ${down}`
  for (const from of ['1', '0', ...firsts]) yield `${from}; ; ${up}`
  for (const from of firsts) for (const to of firsts) if (from !== to) for (const operator of ['>', '>=']) yield `${from}; ${name} ${operator} ${to}; ${down}`
  for (const to of bounds) for (const by of firsts) for (const from of ['0', by, `${by} * ${by}`]) for (const operator of ['<', '<=']) yield `${from}; ${name} ${operator} ${to}; ${name} += ${by}`
  for (const { text } of wordsFor(part, context).members.filter(({ text: one }) => isFree(one)).slice(0, 8)) for (const next of ['next', 'parent']) yield `${text}; ${name} !== null; ${name} = ${name}.${next}`
  for (const bound of bounds) { yield `${bound} - 2; ${name} >= 0; ${down}`; for (const from of firsts) yield `${bound} - 1; ${name} > ${from}; ${down}` }
  for (const bound of bounds) { yield `0; ${name} < ${bound} - 1; ${up}`; yield `2; ${name} <= ${bound}; ${up}`; yield `2; ${name} < ${bound}; ${up}` }
}

/** What stands for a parameter that is not given. */
function* defaults(context: Context, file: SourceFile, start: number): Iterable<string> {
  yield* ['0', '1', '[]', "''", '{}', 'true', 'null', 'false', 'Infinity', '-1', "' '", "','", '10', 'new Map()', 'new Set()']
  const list = /\(([^()]*)$/.exec(file.text.slice(0, start))?.[1] ?? ''
  yield* [...list.matchAll(/[\w$]+(?=\s*,)/g)].map(([name]) => name)
  yield* new Set([...file.text.matchAll(/\bthis\.#?[\w$]+\b(?!\()/g)].map(([text]) => text))
  for (const [name, { kind }] of context.outline.scopes.get(file.ast)?.names ?? []) if (kind === 'function' || kind === 'const') yield name
  yield* context.focus.constants.slice(0, 12).map(literal)
}
