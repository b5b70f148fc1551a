import type { Family, Proposal } from '../family.ts'

/** Methods and functions that are taken for each other. */
const families = [
  'push unshift', 'pop shift', 'push add', 'min max', 'floor ceil round trunc', 'slice splice substring substr', 'indexOf lastIndexOf', 'indexOf findIndex', 'some every',
  'map forEach filter flatMap', 'filter find some', 'trim trimStart trimEnd', 'toUpperCase toLowerCase', 'toLocaleUpperCase toUpperCase', 'padStart padEnd', 'keys values entries',
  'includes has', 'includes startsWith endsWith', 'add delete', 'set delete', 'set add', 'get has', 'find findIndex findLast', 'findLast findLastIndex findIndex', 'reduce reduceRight',
  'parseInt parseFloat Number', 'Number String Boolean BigInt', 'sign abs', 'sqrt cbrt', 'log log2 log10', 'sin cos tan', 'replace replaceAll', 'match matchAll', 'split slice', 'concat push',
  'sort toSorted', 'reverse toReversed', 'splice toSpliced', 'charCodeAt codePointAt', 'charAt at', 'fromCharCode fromCodePoint', 'isNaN isFinite isInteger isSafeInteger', 'isInteger isFinite',
  'setTimeout setInterval setImmediate', 'clearTimeout clearInterval', 'all allSettled any race', 'resolve reject', 'then catch finally', 'on once', 'call apply bind', 'from of', 'stringify parse',
  'encodeURIComponent encodeURI', 'decodeURIComponent decodeURI', 'encodeURIComponent decodeURIComponent', 'toFixed toPrecision toString', 'toISOString toString toJSON', 'Map Set', 'WeakMap Map', 'WeakSet Set', 'Error TypeError RangeError SyntaxError ReferenceError',
  'getDate getDay', 'getMonth getDate getDay getFullYear', 'getHours getMinutes getSeconds getMilliseconds', 'setDate setMonth setFullYear', 'setHours setMinutes setSeconds setMilliseconds', 'getTime valueOf', 'freeze seal', 'assign create', 'hasOwn keys', 'next return', 'before after',
  'getYear getFullYear', 'length size', 'first last', 'left right', 'start end', 'prev next', 'head tail', 'row column', 'rows columns', 'width height', 'x y', 'key value', 'from to', 'shift unshift', 'pop push', 'test exec', 'join concat', 'flat flatMap', 'POSITIVE_INFINITY NEGATIVE_INFINITY', 'MAX_SAFE_INTEGER MIN_SAFE_INTEGER', 'MAX_VALUE MIN_VALUE',
]

const others = new Map<string, Set<string>>()
for (const family of families) {
  const names = family.split(' ')
  for (const name of names) {
    const known = others.get(name) ?? new Set()
    for (const other of names) if (other !== name) known.add(other)
    others.set(name, known)
  }
}

/** A method, property or global function that is easily taken for another. */
export const swapMethod: Family = {
  kinds: ['swap-method'],
  tiers: [1],
  *propose({ sites }, context): Iterable<Proposal> {
    for (const { node, role } of sites) {
      const at = node.type === 'MemberExpression' && !node.computed ? node.property : role === 'callee' && node.type === 'Identifier' && !context.outline.names.has(node) ? node : null
      if (at?.type !== 'Identifier') continue
      for (const [rank, other] of alternatives(at.name).entries()) yield { kind: 'swap-method', cost: 1.5 + rank * 0.15, changes: [{ start: at.start, end: at.end, text: other }] }
    }
  },
}

function alternatives(name: string): string[] {
  const utc = /^(get|set)(UTC)?(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)$/.exec(name)
  if (!utc) return [...(others.get(name) ?? [])]
  const [, verb = '', isUtc, field = ''] = utc
  const fields = [...(others.get(verb + field) ?? [])].map((other) => (isUtc ? other.replace(/^(get|set)/, '$1UTC') : other))
  return [isUtc ? verb + field : `${verb}UTC${field}`, ...fields]
}
