import type { AnyNode } from 'acorn'
import type { Name } from '../scopes.ts'
import { calleeName } from '../tree.ts'

/** A set of types of values, as bits. */
export type Types = number
export const number = 1, string = 2, boolean = 4, array = 8, object = 16, fn = 32, map = 64, set = 128, nil = 256, undef = 512
export const anything: Types = 1023
export const list: Types = string | array
const collection = map | set
const holder = array | object | map | set | fn | string

/** By the words that a run tells types in. */
const words: Readonly<Record<string, Types>> = { number, bigint: number, string, boolean, array, object, function: fn, map, set, null: nil, undefined: undef }

export const typesNamed = (seen: Iterable<string>): Types => [...seen].reduce((types, word) => types | (words[word] ?? object), 0) || anything

/** What well-known methods and functions give, by name alone. */
const results = new Map<string, Types>([
  ...'indexOf lastIndexOf findIndex findLastIndex charCodeAt codePointAt push unshift getTime getFullYear getMonth getDate getDay getHours getMinutes getSeconds getMilliseconds getUTCFullYear getUTCMonth getUTCDate getUTCDay getUTCHours getUTCMinutes floor ceil round trunc abs sqrt pow max min sign log log2 log10 hypot cbrt parseInt parseFloat Number now localeCompare imul random search'.split(' ').map((name): [string, Types] => [name, number]),
  ...'join toString toUpperCase toLowerCase trim trimStart trimEnd padStart padEnd repeat charAt substring substr replace replaceAll fromCharCode fromCodePoint toFixed String stringify toISOString normalize toPrecision'.split(' ').map((name): [string, Types] => [name, string]),
  ...'map filter split flat flatMap sort reverse splice keys values entries from of toSorted toReversed toSpliced fill fromEntries getOwnPropertyNames'.split(' ').map((name): [string, Types] => [name, name === 'fromEntries' ? object : /^(keys|values|entries)$/.test(name) ? array | object : array]),
  ...'includes has some every startsWith endsWith test isArray isInteger isFinite isNaN isSafeInteger hasOwn hasOwnProperty Boolean delete'.split(' ').map((name): [string, Types] => [name, boolean]),
  ['slice', list], ['concat', list], ['match', array | nil], ['exec', array | nil], ['add', set | object | undef], ['set', map | object | undef],
])

const arithmetic = /^([-*/%]|\*\*|[&|^]|<<|>>>?)$/

/** What only the file around can tell the type of. */
export type Known = AnyNode & { type: 'Identifier' | 'MemberExpression' | 'CallExpression' }

/** What an expression may come to, judged by how it is written. */
export function typesOf(node: AnyNode, known: (node: Known) => Types): Types {
  const of = (inner: AnyNode): Types => typesOf(inner, known)
  switch (node.type) {
    case 'Literal':
      if (node.value === null) return node.raw === 'null' ? nil : object
      return typeof node.value === 'object' ? object : words[typeof node.value] ?? anything
    case 'TemplateLiteral': return string
    case 'ArrayExpression': return array
    case 'ObjectExpression': case 'ThisExpression': return object
    case 'ArrowFunctionExpression': case 'FunctionExpression': case 'ClassExpression': return fn
    case 'UpdateExpression': return number
    case 'Identifier':
      if (node.name === 'undefined') return undef
      return node.name === 'Infinity' || node.name === 'NaN' ? number : known(node)
    case 'UnaryExpression':
      if (node.operator === '!' || node.operator === 'delete') return boolean
      return node.operator === 'typeof' ? string : node.operator === 'void' ? undef : number
    case 'BinaryExpression': {
      if (arithmetic.test(node.operator)) return number
      if (node.operator !== '+') return boolean
      const [left, right] = [of(node.left), of(node.right)]
      if (left === string || right === string) return string
      return left === number && right === number ? number : number | string
    }
    case 'LogicalExpression': return node.operator === '&&' ? of(node.right) | boolean : (of(node.left) & ~(nil | undef)) | of(node.right)
    case 'ConditionalExpression': return of(node.consequent) | of(node.alternate)
    case 'AssignmentExpression': return of(node.right)
    case 'SequenceExpression': return node.expressions.length > 0 ? of(node.expressions.at(-1) as AnyNode) : anything
    case 'ChainExpression': return of(node.expression)
    case 'MemberExpression': return !node.computed && node.property.type === 'Identifier' && /^(length|size)$/.test(node.property.name) ? number : known(node)
    case 'NewExpression': {
      const name = calleeName(node.callee)
      return name === 'Map' || name === 'WeakMap' ? map : name === 'Set' || name === 'WeakSet' ? set : name === 'Array' ? array : object
    }
    case 'CallExpression': return node.callee.type === 'Identifier' ? known(node) & (results.get(calleeName(node.callee)) ?? anything) || anything : (results.get(calleeName(node.callee)) ?? anything)
    default: return anything
  }
}

/** What the place of an expression asks for, judged by what is done with it there. */
export function wantedAt(node: AnyNode, parent: AnyNode, key: string, of: (node: AnyNode) => Types): Types {
  switch (parent.type) {
    case 'BinaryExpression': {
      if (arithmetic.test(parent.operator)) return number
      if (parent.operator === 'instanceof') return key === 'right' ? fn : anything
      if (parent.operator === 'in') return key === 'right' ? object | array : string | number
      const other = of((key === 'left' ? parent.right : parent.left))
      if (parent.operator === '+') return other === number ? number | string : number | string | boolean
      if (/^[<>]/.test(parent.operator)) return other & (number | string) || number | string
      // Whatever it is, it may be asked whether it is nothing.
      return (other & ~(nil | undef)) === 0 || other === anything ? anything : other | nil | undef
    }
    case 'UnaryExpression': return parent.operator === '-' || parent.operator === '+' || parent.operator === '~' ? number | string : anything
    case 'UpdateExpression': return number
    case 'AssignmentExpression':
      if (/^([-*/%&|^]|\*\*|<<|>>>?)=$/.test(parent.operator)) return number
      return key === 'right' && parent.operator !== '=' ? number | string : anything
    case 'MemberExpression': {
      if (key === 'property') return number | string
      if (parent.computed) return list | object
      return wantedByMember(parent.property.type === 'Identifier' ? parent.property.name : '')
    }
    case 'CallExpression': return key === 'callee' ? fn : /^(slice|splice|substring|charAt|at|padStart|padEnd|repeat|charCodeAt|codePointAt|floor|ceil|round|trunc|abs|sqrt|max|min|pow|fromCharCode|toFixed)$/.test(calleeName(parent.callee)) ? number | string : anything
    case 'NewExpression': return key === 'callee' ? fn : anything
    case 'ForOfStatement': return key === 'right' ? list | collection : anything
    case 'ForInStatement': return key === 'right' ? object | array : anything
    case 'VariableDeclarator': return parent.id.type === 'ArrayPattern' ? list | collection : anything
    case 'SpreadElement': return list | collection | object
    default: return node.type === 'Identifier' || parent.type === 'TemplateLiteral' ? anything & ~fn : anything
  }
}

/** Which values have a property of that name, as far as names tell. */
function wantedByMember(name: string): Types {
  if (/^(push|pop|shift|unshift|splice|map|filter|reduce|sort|join|some|every|find|findIndex|flat|flatMap|reverse|reduceRight|toSorted|fill)$/.test(name)) return array
  if (/^(length|slice|indexOf|lastIndexOf|includes|at|concat)$/.test(name)) return list
  if (/^(split|trim|toUpperCase|toLowerCase|charAt|charCodeAt|padStart|padEnd|repeat|replace|replaceAll|startsWith|endsWith|substring|match|localeCompare)$/.test(name)) return string
  if (/^(get|set)$/.test(name)) return map | object
  if (/^(add)$/.test(name)) return set | object
  if (/^(has|delete|size|clear)$/.test(name)) return collection | object
  if (/^(keys|values|entries|forEach)$/.test(name)) return array | collection | object
  if (/^(toFixed)$/.test(name)) return number
  return holder & ~string | anything & ~(nil | undef | number | boolean)
}

/** What a name holds: what it is given, and what is done with it. */
export function typesOfName(name: Name, known: (node: Known) => Types, usedAs: (read: AnyNode) => Types): Types {
  if (name.kind === 'function' || name.kind === 'class') return fn
  return narrowed(name.init ? typesOf(name.init, known) : anything, name.reads, usedAs)
}

/** What is first given says most, unless that is only a stand-in; then what is done with it. */
export function narrowed(given: Types, reads: readonly AnyNode[], usedAs: (read: AnyNode) => Types): Types {
  let types = (given & (nil | undef)) === 0 ? given : anything
  if (types !== 0 && (types & (types - 1)) === 0) return types
  for (const read of reads) types = types & usedAs(read) || types
  return types
}
