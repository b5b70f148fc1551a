import type { Frame } from './frames.ts'
import { head, type Head } from './head.ts'

const counters = /^(?:[a-z]|index|idx|at|pos|row|col|column|step|count|number)$/

/** Heads of blocks inside of a function: what a loop declares is what the body uses and nothing else declares. */
export function blockHeads(text: string, frame: Frame): Head[] {
  const { names, kind } = frame
  if (kind === 'try') return [head('try {', 0)]
  if (kind === 'do') return [head('do {', 0)]
  if (kind === 'switch') return [head('switch (‹undefined›) {', 0, 'value')]
  const [first, second, ...more] = names
  const conditions = kind === 'loop' ? [] : [head('if (‹true›) {', 0, 'condition')]
  const isElse = frame.hole.closing[1]?.value === 'else'
  if (isElse) return conditions
  if (first === undefined) {
    // Conditions of a loop are dear to try: many of them never come to an end.
    const loops = [head('while (‹true›) {', mayEnd(frame) ? 0.1 : 0.3, 'condition')]
    const counted = [head(`for (let i = ‹0; i < 0; i${step(text)}›) {`, 0.9, 'steps')]
    return [...conditions, ...loops, ...counted, ...(kind === 'loop' ? [] : [head('{', 3)])]
  }
  const list = (one: string): string => frame.visible.find((name) => isPlural(name, one)) ?? '[]'
  const counter = counters.test(first) && list(first) === '[]' && second === undefined
  const counted = head(`for (let ${first} = ‹0; ${first} < 0; ${first}${step(text)}›) {`, counter ? 0 : 0.7, 'steps')
  if (second === undefined) return [counted, head(`for (const ${first} of ‹${list(first)}›) {`, counter ? 0.2 : 0, 'list'), head(`for (const ${first} in ‹{}›) {`, 1.4, 'value'), ...(counter ? [] : [head(`for (const { ${first} } of ‹[]›) {`, 1, 'list'), head(`for (const [, ${first}] of ‹[]›) {`, 1.1, 'list')])]
  const orders = more.length > 0 ? [[...names], names.toSorted()] : [[...names], [second, first]]
  const lists = orders.map((order, index) => head(`for (const [${order.join(', ')}] of ‹[]›) {`, index * 0.2, 'list'))
  return [...lists, head(`for (const { ${names.join(', ')} } of ‹[]›) {`, 0.1, 'list')]
}

const step = (text: string): string => (/\+= 1\b/.test(text) && !/\+\+[);]/.test(text) ? ' += 1' : '++')

const isPlural = (list: string, one: string): boolean => list.startsWith(one.slice(0, 3)) && list !== one

/** Whether the body changes something, so that asking again and again may come to an end. */
function mayEnd({ hole: { body } }: Frame): boolean {
  return body.some(({ value }, index) => /^(?:\+\+|--|[-+*/]=|>>=|>>>=)$/.test(value) || (/^(?:pop|shift|delete|next|exec)$/.test(value) && body[index + 1]?.value === '('))
}

/** `list.map((one) => {`: where `})` ends the body. */
export function callbackHeads(text: string, frame: Frame): Head[] {
  const { names, body, hole, elsewhere } = frame
  const keyword = body.awaits ? 'async ' : ''
  if (/^(?:resolve|done|reject)$/.test(names[0] ?? '')) return [head(`return new Promise(${keyword}(${names.toSorted((a, b) => Number(a === 'reject') - Number(b === 'reject')).join(', ')}) => {`, 0)]
  const isFolding = hole.closing[1]?.value === ','
  const methods = isFolding ? ['reduce'] : body.returns ? ['map', 'filter', 'some', 'every', 'find', 'flatMap', 'sort', 'findIndex'] : ['forEach']
  const kept = elsewhere[0]
  const before = kept !== undefined ? [`const ${kept} = `] : body.returns ? ['return ', ''] : ['', 'return ']
  const lists = listsOf(names)
  const heads = before.flatMap((start, at) => methods.flatMap((method, order) => lists.map((list, other) => head(`${start}‹[]›.${method}(${keyword}(${list}) => {`, 0.3 + order * 0.1 + at * 0.05 + other * 0.15, 'value'))))
  return /setTimeout|setInterval/.test(text) && names.length === 0 ? [...heads, head('setTimeout(() => {', 1)] : heads
}

/** `.map((one) => {` in a chain of calls. */
export function chainHeads({ names, body }: Frame): Head[] {
  const methods = body.returns ? ['map', 'filter', 'sort', 'flatMap', 'some', 'every', 'find', 'reduce'] : ['forEach', 'then']
  return methods.flatMap((method, order) => listsOf(names).map((list, other) => head(`.${method}(${body.awaits ? 'async ' : ''}(${list}) => {`, order * 0.1 + other * 0.15)))
}

/** The parameters of a callback: an index goes last, and fields may be taken out of the first. */
function listsOf(names: readonly string[]): string[] {
  if (names.length < 2) return [names.join('')]
  const isIndex = (name: string): number => Number(/^(?:i|j|k|n|index|idx|at|position|place|nth)$/.test(name))
  const ordered = names.toSorted((a, b) => isIndex(a) - isIndex(b))
  return [...new Set([ordered.join(', '), names.join(', '), names.toReversed().join(', '), `{ ${names.join(', ')} }`, `[${names.join(', ')}]`])]
}
