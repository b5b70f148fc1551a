import type { Hole, RowForm } from '../../row-forms.ts'
import type { Name } from '../../scopes.ts'
import { holds } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import { type Gap, gapsAt } from '../gaps.ts'
import { isUnused, unusedFor, unusedWords } from '../unused.ts'
import { array, map, string } from '../value-types.ts'

/** How many of the values that nobody uses are taken for rows. */
const most = 8
/** How many of a loop's own names. */
const mostNames = 4

/** A list of lines beside something of its own function, or of a loop without a body, that nobody uses: rows of it, each in a form that expected texts have. */
export const fillRows: Family = {
  kinds: ['fill-rows'],
  tiers: [2],
  *propose(part, context): Iterable<Proposal> {
    const forms = context.focus.rows ?? []
    if (forms.length === 0) return
    const isNear = unusedFor(part, context).some(({ scope }) => scope.fn === part.scope.fn)
    for (const gap of gapsAt(part, context)) {
      if (gap.where === 'else') continue
      // What a loop was to make a row of, it has names for.
      const own = gap.where === 'inside' ? unusedFor(gap.part, context).filter(({ declaration }) => holds(part.statement.node, declaration)) : []
      for (const text of [...rowsOf(own, gap, forms, context), ...(isNear ? fills(gap, forms, context) : [])]) yield { kind: 'fill-rows', cost: 3, changes: [gap.put(text)] }
    }
  },
}

/** Lists of lines: nobody joins anything else. */
const listsAt = (gap: Gap, context: Context): Name[] => context.namesFor(gap.part).filter((name) => context.typesOfName(name) & array && !isUnused(name, context) && context.file.code.includes(`${name.name}.join(`))

/** One row for each time around. */
function* rowsOf(unused: readonly Name[], gap: Gap, forms: readonly RowForm[], context: Context): Iterable<string> {
  const names = unused.map(({ name }) => name).slice(0, mostNames)
  if (names.length === 0) return
  for (const form of forms)
    for (const values of choices(names, holesIn(form)))
      for (const { name } of listsAt(gap, context)) yield `${name}.push(${rowText(form, values)})`
}

function* fills(gap: Gap, forms: readonly RowForm[], context: Context): Iterable<string> {
  const lists = listsAt(gap, context)
  if (lists.length === 0) return
  const unused = new Set(unusedFor(gap.part, context).map(({ name }) => name))
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
  const count = holesIn(form)
  if (count === 1) yield ['item', ['item']]
  const parts = ['key', 'value', 'rest'].slice(0, count)
  const fields = [...context.outline.fields].filter(([field, { isMethod }]) => !isMethod && field !== 'length').map(([field]) => `item.${field}`).slice(0, 4)
  if (count > 1) for (const values of choices(parts, count)) yield [`[${parts.join(', ')}]`, values]
  for (const values of choices(fields, count)) yield ['item', values]
}

const holesIn = (form: RowForm): number => form.filter((part) => typeof part !== 'string').length

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
