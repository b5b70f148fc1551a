import type { Hole, RowForm } from '../../row-forms.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import { type Gap, gapsAt } from '../gaps.ts'
import { unusedFor, unusedWords } from '../unused.ts'
import { array, map, string } from '../value-types.ts'

/** How many of the values that nobody uses are taken for rows. */
const most = 8

/** A list of lines beside something of its own function that nobody uses: rows of it, each in a form that expected texts have. */
export const fillRows: Family = {
  kinds: ['fill-rows'],
  tiers: [2],
  *propose(part, context): Iterable<Proposal> {
    const forms = context.focus.rows ?? []
    if (forms.length === 0 || !unusedFor(part, context).some(({ scope }) => scope.fn === part.scope.fn)) return
    for (const gap of gapsAt(part, context)) if (gap.where !== 'else') for (const text of fills(gap, forms, context)) yield { kind: 'fill-rows', cost: 3, changes: [gap.put(text)] }
  },
}

function* fills(gap: Gap, forms: readonly RowForm[], context: Context): Iterable<string> {
  const { code } = context.file
  const unused = new Set(unusedFor(gap.part, context).map(({ name }) => name))
  const lists = context.namesFor(gap.part).filter((name) => context.typesOfName(name) & array && !unused.has(name.name) && code.includes(`${name.name}.join(`))
  if (lists.length === 0) return
  // What takes another value that nobody uses comes first: both were used there.
  const uses = (text: string): number => text.split(/[^\w$]+/).filter((word) => unused.has(word)).length
  const rows = unusedWords(gap.part, context).filter(({ types }) => types & (array | map) && types !== string).toSorted((a, b) => uses(b.text) - uses(a.text)).slice(0, most)
  for (const { text } of rows) {
    for (const form of forms) {
      for (const [element, values] of elementsFor(form, context)) {
        for (const { name } of lists) yield `for (const ${element} of ${text}) ${name}.push(${rowText(form, values)})`
      }
    }
  }
}

/** How an element is named, and the values of it that fill the holes. */
function* elementsFor(form: RowForm, context: Context): Iterable<[element: string, values: string[]]> {
  const count = form.filter((part) => typeof part !== 'string').length
  if (count === 1) yield ['item', ['item']]
  const parts = ['key', 'value', 'rest'].slice(0, count)
  const fields = [...context.outline.fields].filter(([field, { isMethod }]) => !isMethod && field !== 'length').map(([field]) => `item.${field}`).slice(0, 4)
  if (count > 1) for (const values of choices(parts, count)) yield [`[${parts.join(', ')}]`, values]
  for (const values of choices(fields, count)) yield ['item', values]
}

/** So many of the values, in every order, none twice. */
const choices = (values: readonly string[], count: number): string[][] =>
  count === 0 ? [[]] : values.flatMap((value) => choices(values.filter((other) => other !== value), count - 1).map((rest) => [value, ...rest]))

function rowText(form: RowForm, values: readonly string[]): string {
  let at = 0
  const parts = form.map((part) => {
    if (typeof part === 'string') return part.replaceAll(/[`\\]|\$\{/g, String.raw`\$&`)
    const value = values[at] ?? ''
    at += 1
    return `\${${aligned(value, part)}}`
  })
  return `\`${parts.join('')}\``
}

const aligned = (value: string, { width, align }: Hole): string => (width === null ? value : `String(${value}).pad${align === 'end' ? 'Start' : 'End'}(${width})`)
