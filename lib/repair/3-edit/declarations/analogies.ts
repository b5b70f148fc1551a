import type { AnyNode, VariableDeclarator } from 'acorn'
import { nodesIn } from '../../tree.ts'
import type { Lost, Value } from './value.ts'
import { wordsOfName } from './words-of-name.ts'

const longest = 140
const mostNear = 6

/** Words that come in pairs, each line a pair. */
const opposites = new Map('first last|min max|left right|below above|start end|low high|from to|before after|previous next|lesser greater|less more|small large|smallest largest|smaller larger|top bottom|width height|row column|rows columns|head tail|up down|open close|opened closed|in out|even odd|old new|floor ceil|lower upper|prefix suffix|begin end|source target|hours minutes|minutes seconds|whole rest|keys values|x y|a b|i j|r c'
  .split('|').flatMap((pair): [string, string][] => {
    const [one = '', other = ''] = pair.split(' ')
    return [[one, other], [other, one]]
  }))

/** What a neighbour is given, changed as the neighbour's name would have to be: `xs` → `ys`, `below` → `above`. */
export function* analogies({ missing: { name, file }, place, seen, context }: Lost): Generator<Value> {
  const all = [...nodesIn(file.ast)].filter((node): node is VariableDeclarator => node.type === 'VariableDeclarator' && node.init != null && node.init.end - node.init.start < longest)
  const distance = ({ start, end }: AnyNode): number => (end <= place.start ? place.start - end : start - place.start)
  const visible = new Set(seen.map((one) => one.name))
  const isNeighbour = (node: AnyNode): boolean => context.functionAround(node) === context.functionAround(place)
  for (const [order, node] of all.sort((a, b) => distance(a) - distance(b)).entries()) {
    if (node.id.type !== 'Identifier' || !node.init) continue
    const init = context.text(node.init)
    const later = order * 0.03
    if (node.id.name === name) { yield { text: init, cost: 1.2 + later }; continue }
    const renaming = renamingBetween(node.id.name, name)
    const renamed = renaming === null ? init : renameIn(init, ...renaming)
    if (renaming !== null && renamed !== init) yield { text: renamed, cost: 1.05 + later }
    const areOpposites = renaming !== null && opposites.get(renaming[0]) === renaming[1]
    if (!areOpposites && (order >= mostNear || !isNeighbour(node))) continue
    // Of what gives another one each time, both were taken.
    if (/\(/.test(init) && (areOpposites || order < 2)) yield { text: init, cost: (areOpposites ? 1.08 : 1.7) + later }
    const cost = (areOpposites ? 1.1 : renaming !== null ? 1.6 : 1.9) + later
    for (const text of [...new Set([...mirrored(init), ...(renamed === init ? [] : mirrored(renamed))])]) yield { text, cost }
    if (isNeighbour(node) && node.end <= place.start + longest) for (const text of withOthers(node.init, init, visible)) yield { text, cost: cost + 0.2 }
  }
}

/** The one word, or letters of one, in which two names differ. */
function renamingBetween(one: string, other: string): [from: string, to: string] | null {
  if (opposites.get(one) === other) return [one, other]
  const [words, others] = [wordsOfName(one), wordsOfName(other)]
  const differing = words.flatMap((word, index) => (word === others[index] ? [] : [index]))
  const [index = -1] = differing
  if (words.length === others.length && words.length > 1 && differing.length === 1) return [words[index] ?? '', others[index] ?? '']
  if (words.length > 1 && others.length === 1 && words.includes(other)) return null
  let head = 0
  while (head < Math.min(one.length, other.length) - 1 && one[head] === other[head]) head += 1
  let tail = 0
  while (tail < Math.min(one.length, other.length) - head - 1 && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1
  if (head + tail === 0 || one.length - head - tail > 6) return null
  return [one.slice(head, one.length - tail).toLowerCase(), other.slice(head, other.length - tail).toLowerCase()]
}

/** In names, and where a text says nothing else. */
function renameIn(text: string, from: string, to: string): string {
  if (from === '' || to === '') return text
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
  return text
    .replace(/[A-Za-z_$][\w$]*/g, (token) => {
      if (token === from) return to
      if (token.toLowerCase() === from && token === token.toUpperCase()) return to.toUpperCase()
      const words = wordsOfName(token)
      if (words.length < 2 || !words.includes(from)) return token
      return token.startsWith(from) ? to + token.slice(from.length) : token.replace(capital(from), capital(to))
    })
}

const mirrors: readonly [RegExp, readonly string[]][] = [
  [/ < /, [' > ', ' >= ']], [/ > /, [' < ', ' <= ']], [/ <= /, [' > ']], [/ >= /, [' < ']], [/ === /, [' !== ']], [/ !== /, [' === ']],
  [/\.slice\(0, ([^()]+)\)/, ['.slice($1)', '.slice($1 + 1)']], [/\.slice\(([^(),]+)\)/, ['.slice(0, $1)']],
  [/\.shift\(\)/, ['.pop()']], [/\.pop\(\)/, ['.shift()']], [/\[0\]/, ['.at(-1)', '[1]']], [/\[1\]/, ['[0]', '[2]']], [/\.at\(-1\)/, ['[0]', '.at(-2)']],
  [/Math\.min\b/, ['Math.max']], [/Math\.max\b/, ['Math.min']], [/-Infinity\b/, ['Infinity']], [/(?<!-)\bInfinity\b/, ['-Infinity']], [/Math\.floor\b/, ['Math.ceil']], [/Math\.ceil\b/, ['Math.floor']],
  [/ \+ 1\b/, [' - 1', ' + 2', '']], [/ - 1\b/, [' + 1', '']], [/ \+ /, [' - ']], [/ - /, [' + ']], [/startsWith/, ['endsWith']], [/endsWith/, ['startsWith']], [/indexOf/, ['lastIndexOf']],
  [/^(\w+) % (\w+)$/, ['Math.floor($1 / $2)']], [/^Math\.floor\((\w+) \/ (\w+)\)$/, ['$1 % $2']], [/\.x\b/, ['.y']], [/\.y\b/, ['.x']], [/^0$/, ['1']], [/^true$/, ['false']], [/^false$/, ['true']],
  [/\.length\b/, ['[0].length']], [/\[0\]\.length\b/, ['.length']], [/\.keys\(/, ['.values(']], [/\.values\(/, ['.keys(']], [/\.filter\(/, ['.map(']], [/\.some\(/, ['.every(']], [/\.every\(/, ['.some(']],
]

/** The same the other way round, one thing at a time. */
const mirrored = (text: string): string[] => mirrors.flatMap(([pattern, others]) => (pattern.test(text) ? others.map((other) => text.replace(pattern, other)) : []))

/** With one of its names replaced by another. */
function* withOthers(init: AnyNode, text: string, visible: ReadonlySet<string>): Generator<string> {
  const own = new Set<string>()
  for (const node of nodesIn(init)) if (node.type === 'Identifier' && visible.has(node.name) && new RegExp(`(?<![.\\w$])${node.name.replaceAll('$', '\\$')}\\b(?!\\s*[(:])`).test(text)) own.add(node.name)
  for (const name of [...own].slice(0, 3)) {
    for (const other of [...visible].slice(0, 10)) if (other !== name) yield text.replace(new RegExp(`(?<![.\\w$])${name.replaceAll('$', '\\$')}\\b`, 'g'), () => other)
  }
}
