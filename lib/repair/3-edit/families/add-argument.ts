import type { AnyNode } from 'acorn'
import type { Change } from '../../edit.ts'
import { calleeName } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import type { Part } from '../outline.ts'
import { sentencesFor, wordsFor } from '../vocabulary.ts'

/** What well-known methods are often called without. */
const forgotten = new Map<string, readonly string[]>(Object.entries({
  sort: ['(a, b) => a - b', '(a, b) => b - a', '(a, b) => a.localeCompare(b)'], toSorted: ['(a, b) => a - b', '(a, b) => b - a'],
  join: ["''", "' '", "','", "', '", "'\\n'", "'-'"], split: ["''", "' '", "','", "'\\n'"], reduce: ['0', '1', "''", '[]', '{}'], parseInt: ['10', '2', '16'], slice: ['1', '0', '-1', '0, -1'],
  toString: ['2', '16', '10'], flat: ['Infinity'], padStart: ["'0'", "' '"], padEnd: ["' '", "'0'"], fill: ['0', 'null', 'false', 'true'], stringify: ['null, 2'], indexOf: ['1'], Map: ['[]'], splice: ['1'], at: ['-1', '0'], toFixed: ['2'], localeCompare: ["'en'"], max: ['0'], min: ['0'],
}))

/** A call that lacks an argument: of the file's own functions by their parameters, of well-known ones by habit. */
export const addArgument: Family = {
  kinds: ['add-argument', 'add-element'],
  tiers: [2, 4],
  *propose(part, context, tier): Iterable<Proposal> {
    for (const { node } of part.sites) {
      if (node.type === 'CallExpression' || node.type === 'NewExpression') {
        const name = calleeName(node.callee)
        const [only] = node.arguments
        if (tier === 2 && only && node.arguments.length === 1 && /^(slice|substring|splice|padStart|padEnd|indexOf)$/.test(name)) yield { kind: 'add-argument', cost: 2.2, changes: [{ start: only.start, end: only.start, text: '0, ' }] }
        if (tier === 2) for (const text of [...(forgotten.get(name) ?? []), ...(/^(to)?sort(ed)?$/i.test(name) && node.arguments.length === 0 ? comparators(context) : [])]) yield { kind: 'add-argument', cost: /^(to)?sort(ed)?$/i.test(name) && node.arguments.length === 0 ? 1.6 : 2.2, changes: [appended(node.arguments, text, node, context)] }
        if (tier === 4 && /^(concat|push|max|min|add|unshift)$/.test(name)) {
          let left = 24
          for (const { text } of sentencesFor(part, context.typesOf(node.arguments[0] ?? node), context)) {
            yield { kind: 'add-argument', cost: 3.6, changes: [appended(node.arguments, text, node, context)] }
            left -= 1
            if (left === 0) break
          }
        }
        const params = parametersOf(node.callee, part, context)
        const isShort = params !== null && node.arguments.length < params.length
        if (tier === 2 ? !isShort : isShort || params !== null) continue
        const texts = wordsFor(part, context).names.map(({ text }) => text)
        const lacking = isShort ? nameOf(params[node.arguments.length]) : ''
        const ordered = [...texts.filter((text) => text === lacking), ...texts.filter((text) => text !== lacking)].slice(0, tier === 2 ? 8 : 5)
        for (const [rank, text] of ordered.entries()) {
          yield { kind: 'add-argument', cost: (tier === 2 ? 2 : 3.5) + rank * 0.1, changes: [appended(node.arguments, text, node, context)] }
          const [first] = node.arguments
          if (first) yield { kind: 'add-argument', cost: (tier === 2 ? 2.2 : 3.7) + rank * 0.1, changes: [{ start: first.start, end: first.start, text: `${text}, ` }] }
        }
      } else if (tier === 4 && node.type === 'ArrayExpression') {
        for (const text of [...wordsFor(part, context).names.slice(0, 6).map((word) => word.text), '[]', '0']) {
          yield { kind: 'add-element', cost: 3, changes: [appended(node.elements.filter((element) => element !== null), text, node, context)] }
          for (const element of node.elements) if (element) yield { kind: 'add-element', cost: 3.2, changes: [{ start: element.start, end: element.start, text: `${text}, ` }] }
        }
      }
    }
  },
}

/** Orders by what elements are made of: by place, by field. */
const comparators = ({ outline, file }: Context): string[] => [
  ...(/\[0\]|\(\[|of \S*entries|const \[/.test(file.code) ? ['(a, b) => a[0] - b[0]', '(a, b) => a[1] - b[1]', '(a, b) => b[1] - a[1]', '(a, b) => b[0] - a[0]'] : []),
  ...[...outline.fields].filter(([name, { isMethod }]) => !isMethod && name !== 'length').slice(0, 6).flatMap(([name]) => [`(a, b) => a.${name} - b.${name}`, `(a, b) => b.${name} - a.${name}`]),
]

function appended(list: readonly AnyNode[], text: string, node: AnyNode, context: Context): Change {
  const last = list.at(-1)
  if (last) return { start: last.end, end: last.end, text: `, ${text}` }
  if (node.type === 'NewExpression' && !context.text(node).endsWith(')')) return { start: node.end, end: node.end, text: `(${text})` }
  return { start: node.end - 1, end: node.end - 1, text }
}

function parametersOf(callee: AnyNode, part: Part, context: Context): readonly AnyNode[] | null {
  if (callee.type !== 'Identifier') return null
  const name = context.outline.names.get(callee)
  const declared = name?.kind === 'function' ? name.declaration : name?.init
  return declared && 'params' in declared ? declared.params : null
}

const nameOf = (param: AnyNode | undefined): string => (param?.type === 'Identifier' ? param.name : param?.type === 'AssignmentPattern' ? nameOf(param.left) : '')
