import type { AnyNode } from 'acorn'
import { calleeName } from '../../tree.ts'
import type { Family, Proposal } from '../family.ts'

/** Regular expressions and templates, a character at a time; and what texts are split at. */
export const changePattern: Family = {
  kinds: ['change-regex', 'change-template', 'change-separator'],
  tiers: [2],
  *propose({ sites }): Iterable<Proposal> {
    for (const { node, parent } of sites) {
      if (node.type === 'Literal' && typeof node.value === 'string' && isSeparator(node, parent)) for (const other of separators[node.value] ?? []) yield { kind: 'change-separator', cost: 2.4, changes: [{ start: node.start, end: node.end, text: other }] }
      if (node.type === 'Literal' && node.regex) yield* expressions(node, node.regex)
      if (node.type === 'TemplateLiteral') yield* templates(node)
    }
  },
}

/** What texts are split at, with the spaces and line ends that come with it. */
const separators: Readonly<Record<string, readonly string[]>> = {
  ' ': ['/\\s+/', "''"], '': ["' '", '/\\s+/'], ',': ['/\\s*,\\s*/', "', '"], ';': ['/\\s*;\\s*/', "'; '"], ':': ['/\\s*:\\s*/', "': '"], '\n': ['/\\r?\\n/', '/\\n+/'], '-': ['/[-\\s]+/'], '_': ['/[_\\s]+/'],
}

const isSeparator = (node: AnyNode, parent: AnyNode): boolean =>
  parent.type === 'CallExpression' && parent.arguments[0] === node && parent.callee.type === 'MemberExpression' && calleeName(parent.callee) === 'split'

const swaps: readonly [RegExp, readonly string[]][] = [
  [/(?<![\\(])[*]/g, ['+', '?', '{2,}', '']], [/(?<![\\(])[+]/g, ['*', '', '?', '{2,}']], [/(?<![\\(*+?}])\?(?![:=!<])/g, ['', '*', '+']],
  [/\\d/g, ['\\w', '\\D', '[1-9]']], [/\\w/g, ['\\d', '\\W', '[a-z]']], [/\\s/g, ['\\S', ' ']], [/\\S/g, ['\\s', '\\w']], [/\\b/g, ['']], [/\[\^/g, ['[']], [/\[(?!\^)/g, ['[^']],
  [/a-z/g, ['a-zA-Z', 'A-Z', 'a-z0-9']], [/A-Z/g, ['a-z', 'A-Za-z']], [/0-9/g, ['1-9']], [/(?<!\\)\./g, ['\\.']], [/\\\./g, ['.']], [/\{(\d+)\}/g, ['+', '{$1,}', '{1,$1}']], [/\\W/g, ['\\w']], [/\\D/g, ['\\d']], [/(?<=[^\\|(])\|(?=[^|)])/g, ['']],
]

function* expressions(node: AnyNode, { pattern, flags }: { pattern: string; flags: string }): Iterable<Proposal> {
  const make = (source: string, flag: string, cost: number): Proposal => ({ kind: 'change-regex', cost, changes: [{ start: node.start, end: node.end, text: `/${source}/${flag}` }] })
  for (const flag of ['g', 'i', 'm', 'u', 's']) yield make(pattern, flags.includes(flag) ? flags.replace(flag, '') : flags + flag, flag === 'g' || flag === 'i' ? 1.8 : 2.6)
  yield make(pattern.startsWith('^') ? pattern.slice(1) : `^${pattern}`, flags, 2)
  yield make(/(?<!\\)\$$/.test(pattern) ? pattern.slice(0, -1) : `${pattern}$`, flags, 2)
  if (!pattern.startsWith('^') && !pattern.endsWith('$')) yield make(`^${pattern}$`, flags, 2.2)
  if (!/[+*}?$]$/.test(pattern)) yield make(`${pattern}+`, flags, 2.2)
  for (const [from, others] of swaps) {
    for (const found of pattern.matchAll(from)) {
      for (const other of others) yield make(pattern.slice(0, found.index) + found[0].replace(new RegExp(from.source), other) + pattern.slice(found.index + found[0].length), flags, 2.2)
    }
  }
}

/** The text between a template's values: without its spaces, with one more, with another separator. */
function* templates(node: AnyNode & { type: 'TemplateLiteral' }): Iterable<Proposal> {
  for (const { start, end, value: { raw } } of node.quasis) {
    const others = raw === '' ? [' ', ', ', '-', ',', ':'] : [raw.trim(), `${raw} `, ` ${raw}`, raw.slice(1), raw.slice(0, -1), ...(raw.length <= 2 ? ['-', ', ', ' ', ':', '/', '.', ''] : [])]
    for (const other of others) if (other !== raw) yield { kind: 'change-template', cost: 2.8, changes: [{ start, end, text: other }] }
  }
}
