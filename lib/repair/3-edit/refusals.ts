import type { AnyNode } from 'acorn'
import type { Context } from './context.ts'
import type { Gap } from './gaps.ts'
import { literal } from './literal.ts'
import type { Outline } from './outline.ts'
import { remembered } from './remembered.ts'
import { namesIn } from './ingredients.ts'

/** How many ways to refuse are tried in a place. */
const most = 10
const usual = ['TypeError', 'RangeError', 'Error']

/** The ways in which a program could refuse something in a place: as tests ask for it, else as the file does elsewhere. */
export function refusalsFor(gap: Gap, context: Context): string[] {
  const visible = new Set(context.namesFor(gap.part).map(({ name }) => name))
  const usable = throwsIn(context.outline, context).filter(({ names }) => [...names].every((name) => visible.has(name)))
  const classes = [...new Set([...usable.map(({ name }) => name), ...usual])].slice(0, 4)
  const { code } = context.file
  const wanted = (context.focus.refusals ?? []).filter((message) => message === '' || !code.includes(message))
  const asked = wanted.flatMap((message) => [
    ...usable.flatMap(({ template }) => { const fitted = template === null ? null : fit(template, message); return fitted === null ? [] : [fitted] }),
    ...classes.map((name) => `throw new ${name}(${literal(message === '' ? 'this is not allowed' : message)})`),
  ])
  return [...new Set([...asked, ...usable.map(({ text }) => text)])].slice(0, most)
}

interface Thrown { text: string; name: string; names: ReadonlySet<string>; template: Template | null }
/** `throw new Error(` and the pieces of a template: what is fixed, and what is filled in. */
interface Template { head: string; fixed: string[]; filled: string[]; tail: string }

const throwsIn = remembered(({ parts }: Outline, context): Thrown[] => parts.flatMap(({ statement: { node } }) => {
  if (node.type !== 'ThrowStatement' || node.argument.type !== 'NewExpression' || node.argument.callee.type !== 'Identifier' || node.end - node.start > 140) return []
  const [message] = node.argument.arguments
  return [{ text: context.text(node).replace(/;$/, ''), name: node.argument.callee.name, names: namesIn(node, context), template: message?.type === 'TemplateLiteral' ? templateOf(node, message, context) : null }]
}))

function templateOf(node: AnyNode, message: AnyNode & { type: 'TemplateLiteral' }, context: Context): Template {
  return {
    head: context.text({ start: node.start, end: message.start }),
    fixed: message.quasis.map(({ value }) => value.raw), filled: message.expressions.map((expression) => context.text(expression)),
    tail: context.text({ start: message.end, end: node.end }).replace(/;$/, ''),
  }
}

/**
 * A template whose last words are others: `line ${n}: a quote inside a field` and "line 2: it is never closed" make
 * `line ${n}: it is never closed`. null where the message does not begin as the template does.
 */
function fit({ head, fixed, filled, tail }: Template, message: string): string | null {
  const last = fixed.at(-1) ?? ''
  const lead = /^[^\p{L}\p{N}]*/u.exec(last)?.[0] ?? ''
  if (filled.length === 0 || lead === '') return null
  const pattern = new RegExp(`^${fixed.slice(0, -1).map(escaped).join('.+?')}.+?${escaped(lead)}(?<rest>.+)$`)
  const rest = pattern.exec(message)?.groups?.rest
  if (rest === undefined) return null
  const filledIn = fixed.slice(0, -1).map((text, index) => `${text}\${${filled[index] ?? ''}}`).join('')
  return `${head}\`${filledIn}${lead}${rest.replaceAll(/[\\`]|\$\{/g, '\\$&')}\`${tail}`
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What is no word of a pattern: classes, how often, how groups begin, and all that stands for something else. */
const signs = /(?<!\u0000)(?:\[(?:[\u0000\\].|[^\]\u0000\\])*\]|\{\d+,?\d*\}|\(\?(?:<?[=!]|:|<\w+>)|\\.|[.()[\]{}?+*|$^])+/

/** What a pattern for a message says in plain words: its longest run of plain characters. */
export function plainWords({ source }: RegExp): string {
  const runs = source.replace(/^\^|\$$/g, '').replaceAll(/\\([.()[\]{}?+*|/$^\\-])/g, '\u0000$1').split(signs)
  return runs.map((run) => run.replaceAll('\u0000', '')).reduce((longest, run) => (run.length > longest.length ? run : longest), '').trim()
}
