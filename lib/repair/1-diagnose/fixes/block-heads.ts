import type { Draft } from '../draft.ts'
import type { Hole } from '../holes.ts'
import { isName } from '../tokens.ts'

/** Lines that begin a block inside of a function, likeliest first. */
export function blockHeads(draft: Draft, hole: Hole): string[] {
  const { tokens, lines } = draft
  const closing = lines[hole.last]?.from ?? 0
  const next = tokens[closing + 1]?.value
  if (next === 'catch' || next === 'finally') return ['try {']
  if (next === 'while') return ['do {']
  const near = namesBefore(draft, hole)
  if (/^(?:case|default)$/.test(tokens[lines[hole.first]?.from ?? 0]?.value ?? '')) return near.map((name) => `switch (${name}) {`)
  const own = hole.names.filter((name) => !near.includes(name) && !draft.around.declared.has(name))
  if (next === ')') return callbackHeads(near, own)
  const conditions = hole.body === 'loop' ? [] : conditionHeads(draft, near)
  return next === 'else' ? conditions : [...loopHeads(draft, near, own), ...conditions, '{']
}

/** Names of the function around the hole, nearest first. */
function namesBefore({ lines, tokens }: Draft, hole: Hole): string[] {
  const end = lines[hole.first]?.from ?? 0
  const functions = tokens.slice(0, end).map((token, index) => ((token.value === 'function' || token.value === '=>') && (lines[token.line]?.indent ?? 0) < hole.indent.length ? index : -1))
  const start = Math.max(0, ...functions.filter((index) => index >= 0).slice(-1).map((index) => lines[tokens[index]?.line ?? 0]?.from ?? 0))
  const names = tokens.slice(start, end).filter((token, index) => isName(token) && tokens[start + index - 1]?.value !== '.' && tokens[start + index + 1]?.value !== '(' && !/^[A-Z]/.test(token.value))
  return [...new Set(names.map(({ value }) => value).reverse())].filter((name) => !(name in globalThis))
}

function callbackHeads(near: readonly string[], own: readonly string[]): string[] {
  return near.slice(0, 4).flatMap((name) => ['forEach', 'map', 'filter', 'reduce'].map((method) => `${name}.${method}((${own.slice(0, 2).join(', ')}) => {`))
}

function loopHeads({ text }: Draft, near: readonly string[], own: readonly string[]): string[] {
  const [first, second] = own
  const lists = first === undefined ? near.slice(0, 4) : near.toSorted((a, b) => Number(isPlural(b, first)) - Number(isPlural(a, first))).slice(0, 5)
  const step = (name: string): string => (/\+\+[);]/.test(text) ? `${name}++` : `${name} += 1`)
  const heads: string[] = []
  const isCounter = first !== undefined && (first.length === 1 || /^(?:index|idx|at|pos|row|col|step|count)$/.test(first))
  const counted = [...lists.map((list) => `${list}.length`), ...lists].map((bound) => `for (let ${first ?? 'i'} = 0; ${first ?? 'i'} < ${bound}; ${step(first ?? 'i')}) {`)
  if (first !== undefined && isCounter) heads.push(...counted)
  if (first !== undefined && second !== undefined) for (const list of lists) heads.push(`for (const [${own.join(', ')}] of ${list}) {`)
  if (first !== undefined) for (const list of lists) heads.push(`for (const ${first} of ${list}) {`)
  if (first !== undefined && !isCounter) heads.push(...counted)
  if (first !== undefined) return heads
  const changing = [...text.matchAll(/let (\w+) = /g)].map((match) => match[1] ?? '').filter((name) => near.includes(name))
  for (const name of changing) heads.push(...near.filter((other) => other !== name).slice(0, 3).map((other) => `while (${name} < ${other}.length) {`), `while (${name} > 0) {`)
  return [...heads, ...near.slice(0, 3).map((name) => `while (${name}.length > 0) {`), ...[...text.matchAll(/while (\(.*\)) \{$/gm)].map((match) => `while ${match[1] ?? ''} {`)]
}

function conditionHeads({ text }: Draft, near: readonly string[]): string[] {
  const known = [...text.matchAll(/\bif (\(.{1,60}?\)) (?:\{|return|throw|continue|break|\w+ )/g)].map((match) => `if ${match[1] ?? ''} {`)
  return [...new Set([...near.slice(0, 3).flatMap((name) => [`if (${name}) {`, `if (!${name}) {`]), ...known])].slice(0, 12)
}

const isPlural = (list: string, one: string): boolean => list.startsWith(one.slice(0, 3)) && list !== one
