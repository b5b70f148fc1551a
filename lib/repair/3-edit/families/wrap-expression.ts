import type { AnyNode } from 'acorn'
import { calleeName, isFunction } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import { namesIn } from '../ingredients.ts'
import type { Outline, Part, Site } from '../outline.ts'
import { remembered } from '../remembered.ts'
import { additive, logicalOr, member, multiplicative, primary, unary } from '../precedence.ts'
import { isUnknown, wordsFor } from '../vocabulary.ts'
import { anything, array, boolean, list, map, nil, number, object, set, string, type Types, undef } from '../value-types.ts'

/** A call, a default or a copy around a value. */
export const wrapExpression: Family = {
  kinds: ['accumulate', 'wrap-index', 'wrap-in-call', 'add-default', 'add-optional-chain', 'add-spread', 'wrap-in-own-call', 'wrap-in-method', 'keep-best'],
  tiers: [3, 5],
  *propose(part, context, tier): Iterable<Proposal> {
    for (const site of part.sites) {
      const { node, role, parent } = site
      if (tier === 3 && role === 'value') yield* accumulated(site, context)
      if (role !== 'value' || /^(ArrowFunction|Function|Class|Object|Assignment|Update|Yield)/.test(node.type) || parent.type === 'ExpressionStatement') continue
      if (parent.type === 'ChainExpression' || node.type === 'ThisExpression' || node.type === 'Super') continue
      if (node.type === 'Literal' && typeof node.value !== 'string' && !(tier === 3 && parent.type === 'AssignmentExpression')) continue
      const types = context.typesOf(node)
      if (tier === 3) {
        yield* keepBest(site, context)
        yield* aroundTheEnd(site, context)
        yield* padded(site, context)
        yield* inKnownCalls(common, site, types, context, 0)
        yield* withDefaults(site, types, context)
        yield* chained(site, context)
        yield* spread(site, types)
        yield* together(site, context)
      } else {
        yield* inKnownCalls(rare, site, types, context, 0.6)
        yield* inOwnCalls(site, part, context)
        yield* inMethods(site, context)
        yield* limited(site, part, types, context)
        yield* deferred(site, context)
      }
    }
  },
}

const own = (site: Site, context: Context, least = 2): string => context.fit(context.piece(site.node), least)

const wrapped = (kind: string, cost: number, site: Site, text: string, context: Context, precedence: number = member): Proposal => ({ kind, cost, changes: [context.put(site, { text, precedence })] })

/** `all = { ...more }` → `all = { ...all, ...more }`, and of lists the same. */
function* accumulated(site: Site, context: Context): Iterable<Proposal> {
  const { node, parent, key } = site
  if (parent.type !== 'AssignmentExpression' || key !== 'right' || parent.operator !== '=' || (node.type !== 'ObjectExpression' && node.type !== 'ArrayExpression')) return
  const target = context.text(parent.left)
  const items: readonly (AnyNode | null)[] = node.type === 'ObjectExpression' ? node.properties : node.elements
  if (parent.left.type.endsWith('Pattern') || items.length === 0 || items.some((item) => item?.type === 'SpreadElement' && context.text(item.argument) === target)) return
  yield { kind: 'accumulate', cost: 2.4, changes: [{ start: node.start + 1, end: node.start + 1, text: `${node.type === 'ObjectExpression' ? ' ' : ''}...${target},` }] }
}

/** `list[i + 1]` → `list[(i + 1) % list.length]`, or by what the file divides by elsewhere. */
function* aroundTheEnd(site: Site, context: Context): Iterable<Proposal> {
  const { node, parent, key } = site
  if (parent.type !== 'MemberExpression' || key !== 'property' || !parent.computed || node.type !== 'BinaryExpression' || !/^[-+*]$/.test(node.operator)) return
  const divisors = [`${context.text(parent.object)}.length`, ...new Set(context.file.code.matchAll(/% ?(\d+)/g).map(([, divisor = '']) => divisor))]
  for (const divisor of divisors.slice(0, 4)) yield wrapped('wrap-index', 2.4, site, `(${context.text(node)}) % ${divisor}`, context, multiplicative)
}

/** A number as a text of two digits. */
function* padded(site: Site, context: Context): Iterable<Proposal> {
  const { node } = site
  if (node.type === 'CallExpression' && /^(String|toString)$/.test(calleeName(node.callee))) yield wrapped('wrap-in-call', 2.6, site, `${context.text(node)}.padStart(2, '0')`, context)
}

/** `best = x` → `best = Math.max(best, x)`, and never below 0. */
function* keepBest(site: Site, context: Context): Iterable<Proposal> {
  const { parent, key } = site
  if (parent.type !== 'AssignmentExpression' || key !== 'right' || parent.operator !== '=' || parent.left.type.endsWith('Pattern')) return
  const target = context.text(parent.left)
  for (const name of ['Math.max', 'Math.min']) yield wrapped('keep-best', 2.6, site, `${name}(${target}, ${own(site, context)})`, context)
  for (const operator of ['+', '-']) yield wrapped('keep-best', 3, site, `${target} ${operator} ${own(site, context, additive + 1)}`, context, additive)
  yield wrapped('keep-best', 3, site, `${own(site, context, additive)} + ${target}`, context, additive)
  if (site.node.type === 'Literal' && parent.left.type === 'MemberExpression') for (const or of ['??', '||']) yield wrapped('keep-best', 3, site, `(${target} ${or} 0) + ${own(site, context)}`, context, additive)
}

/** %: the value itself. What is made of which types, likeliest first. */
const common: readonly [takes: Types, text: string][] = [
  [number, 'Math.floor(%)'], [number, 'Math.abs(%)'], [number, 'Math.max(0, %)'], [number, 'Math.ceil(%)'], [number, 'Math.round(%)'], [number, 'String(%)'],
  [string, 'Number(%)'], [string, '%.trim()'], [string, '%.toLowerCase()'], [string, '[...%]'],
  [list, '%.length'], [list, '%.slice(1)'], [array, '%.slice()'], [array, '[...%]'], [array, '[...%].sort((a, b) => a - b)'], [array, '%.reverse()'], [array, "%.join('')"], [array, 'await Promise.all(%)'],
  [object, 'Object.keys(%)'], [object, 'Object.values(%)'], [object, 'Object.entries(%)'], [map | set, '[...%]'], [map | set, '%.size'], [object | map, '[...%.values()]'], [object, '{ ...% }'],
  [anything, '[%]'],
]
const rare: readonly [takes: Types, text: string][] = [
  [number, 'Math.max(1, %)'], [number, 'Math.trunc(%)'], [number, 'Math.sqrt(%)'],
  [string, '%.toUpperCase()'], [string, 'parseInt(%, 10)'], [string, "%.split('')"],
  [list, '%.slice(0, -1)'], [list, '%[0]'], [list, '%.at(-1)'],
  [array, '[...%].reverse()'], [array, '%.sort()'], [array, '[...%].sort()'], [array, '%.sort((a, b) => a[0] - b[0])'], [array, '%.flat()'], [array, '%.filter(Boolean)'], [array, "%.join(' ')"], [array, 'Promise.all(%)'],
  [array | string, '[...new Set(%)]'], [array, 'new Set(%)'], [map, '%.keys()'], [map, '%.values()'], [map, '%.entries()'], [object | map, '[...%.keys()]'],
  [object, 'Object.keys(%).length'], [object | array, 'JSON.stringify(%)'], [object | array, 'structuredClone(%)'], [boolean, 'Boolean(%)'], [string | number | boolean, '`${%}`'],
]

function* inKnownCalls(calls: typeof common, site: Site, types: Types, context: Context, dearer: number): Iterable<Proposal> {
  const isVague = types === anything || bits(types) > 4
  const { code } = context.file
  for (const [takes, pattern] of calls) {
    if ((takes & types) === 0) continue
    // Of a value that may be anything, only what the file does elsewhere too or is most common.
    const name = /[A-Za-z]\w+(?=\()/.exec(pattern)?.[0]
    if (isVague && takes !== anything && !(name !== undefined && (code.includes(name) || /^(slice|floor|abs|max|Number|String|trim|toLowerCase)$/.test(name)))) continue
    if (pattern.startsWith('await') && !isInAsync(site)) continue
    const isReceiver = pattern.startsWith('%')
    const text = pattern.replace('%', () => own(site, context, isReceiver ? member : 2))
    yield wrapped('wrap-in-call', (isVague ? 3.4 : 2.8) + dearer, site, text, context, /^[[`]/.test(text) ? primary : text.startsWith('await') ? unary : text.startsWith('{') ? primary : member)
  }
}

const bits = (types: Types): number => types.toString(2).replaceAll('0', '').length

const isInAsync = ({ scope: { fn } }: Site): boolean => fn !== null && isFunction(fn) && fn.async

function* withDefaults(site: Site, types: Types, context: Context): Iterable<Proposal> {
  const { node, parent } = site
  if ((types !== anything && (types & (nil | undef)) === 0) || !/^(Member|Call|Chain)Expression$|^Identifier$/.test(node.type)) return
  if (parent.type === 'LogicalExpression' && parent.operator !== '&&') return
  for (const fallback of ['0', '[]', "''", '1', '{}', 'null']) {
    yield wrapped('add-default', 3, site, `${own(site, context, 6)} ?? ${fallback}`, context, 3)
    if (/^(0|''|\[\])$/.test(fallback)) yield wrapped('add-default', 3.2, site, `${own(site, context, logicalOr)} || ${fallback}`, context, logicalOr)
  }
}

function* chained(site: Site, context: Context): Iterable<Proposal> {
  const { node } = site
  if ((node.type === 'MemberExpression' || (node.type === 'CallExpression' && node.callee.type === 'MemberExpression')) && node.end - node.start < 120) {
    const access = node.type === 'MemberExpression' ? node : node.callee
    if (access.type !== 'MemberExpression' || access.optional || access.object.type === 'ThisExpression' || access.object.type === 'Super') return
    const from = access.object.end
    const dot = context.operatorBetween(from, access.property.start, access.computed ? '[' : '.')
    if (dot) yield { kind: 'add-optional-chain', cost: 3.2, changes: [{ start: dot.start, end: access.computed ? dot.start : dot.end, text: '?.' }] }
  }
}

function* spread(site: Site, types: Types): Iterable<Proposal> {
  const { node, parent, key } = site
  if (types !== anything && (types & (list | map | set)) === 0) return
  if ((parent.type === 'CallExpression' && key === 'arguments') || parent.type === 'ArrayExpression') yield { kind: 'add-spread', cost: 2.4, changes: [{ start: node.start, end: node.start, text: '...' }] }
}

/** `xs.map(f)` → `[...xs, ...xs.map(f)]`; `new Array(n)` filled. */
function* together(site: Site, context: Context): Iterable<Proposal> {
  const { node } = site
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && /^(map|filter|flatMap)$/.test(calleeName(node.callee))) {
    const receiver = context.text(node.callee.object)
    yield wrapped('wrap-in-call', 3.2, site, `[...${receiver}, ...${context.text(node)}]`, context, primary)
    yield wrapped('wrap-in-call', 3.3, site, `[...${context.text(node)}, ...${receiver}]`, context, primary)
  }
  if ((node.type === 'NewExpression' || node.type === 'CallExpression') && calleeName(node.callee) === 'Array') for (const value of ['0', 'null', 'false', 'true', "''", '1', 'Infinity']) yield wrapped('wrap-in-call', 2.8, site, `${context.text(node)}.fill(${value})`, context)
}

/** Never more, never less than another number that is there. */
function* limited(site: Site, part: Part, types: Types, context: Context): Iterable<Proposal> {
  if ((types & number) === 0 || ((types & array) !== 0 && !isUnknown({ types }))) return
  for (const { text } of wordsFor(part, context).numbers.slice(0, 6)) {
    if (text === context.text(site.node)) continue
    for (const best of ['min', 'max']) yield wrapped('keep-best', 3.6, site, `Math.${best}(${own(site, context)}, ${text})`, context)
  }
}

/** `return off()` → `return () => off()` */
function* deferred(site: Site, context: Context): Iterable<Proposal> {
  const { node, parent } = site
  if (node.type === 'CallExpression' && /^(ReturnStatement|Property|VariableDeclarator|CallExpression|ArrowFunctionExpression)$/.test(parent.type)) yield wrapped('wrap-in-call', 3.8, site, `() => ${own(site, context)}`, context, 2)
}

/** In a function of the file that takes one value, the one around included. */
function* inOwnCalls(site: Site, part: Part, context: Context): Iterable<Proposal> {
  for (const name of context.namesFor(part)) {
    const callee = name.kind === 'function' ? name.declaration : name.init
    if (callee && isFunction(callee) && callee.params.length === 1) yield wrapped('wrap-in-own-call', 3.2, site, `${name.name}(${own(site, context)})`, context)
    else if (name.kind === 'class') yield wrapped('wrap-in-own-call', 3.6, site, `new ${name.name}(${own(site, context)})`, context)
  }
}

/** It needs nothing from around it: a constant, or a small function of its own. */
const isClosed = (node: AnyNode, context: Context): boolean => node.end - node.start < 40 && (node.type === 'Literal' || node.type === 'ArrowFunctionExpression') && namesIn(node, context).size === 0

/** With a method called on it as it is elsewhere, or a field read. */
function* inMethods(site: Site, context: Context): Iterable<Proposal> {
  for (const suffix of suffixes(context.outline, context)) yield wrapped('wrap-in-method', 3.4, site, context.fit(context.piece(site.node), member) + suffix, context)
}

const suffixes = remembered(({ parts }: Outline, context): string[] => {
  const found = new Set<string>()
  for (const { sites } of parts) {
    for (const { node } of sites) {
      if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && calleeName(node.callee) && node.arguments.every((argument) => isClosed(argument, context))) found.add(`.${calleeName(node.callee)}(${node.arguments.map((argument) => context.text(argument)).join(', ')})`)
      if (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier' && context.parent(node)?.type !== 'CallExpression') found.add(`.${node.property.name}`)
    }
  }
  return [...found].slice(0, 14)
})
