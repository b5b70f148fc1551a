import type { AnyNode } from 'acorn'
import { nodesIn } from '../../tree.ts'
import type { Context } from '../context.ts'
import type { Family, Proposal } from '../family.ts'
import type { Site } from '../outline.ts'
import { literal } from '../literal.ts'
import { remembered } from '../remembered.ts'

/** The same constant a little off, or another that the file or its tests know. */
export const changeConstant: Family = {
  kinds: ['change-constant', 'change-constant-to-known'],
  tiers: [1, 2, 3],
  *propose({ sites }, context, tier): Iterable<Proposal> {
    for (const site of sites) {
      const { node, parent } = site
      if (node.type !== 'Literal' || 'regex' in node || parent.type === 'ImportExpression') continue
      const isNegative = parent.type === 'UnaryExpression' && parent.operator === '-'
      const others = tier === 1 ? near(node) : tier === 2 ? further(node) : known(node, context)
      for (const [rank, other] of others.entries()) {
        if (other === node.raw || (isNegative && other.startsWith('-'))) continue
        yield { kind: tier === 3 ? 'change-constant-to-known' : 'change-constant', cost: (tier === 1 ? 1.5 : tier === 2 ? 2.5 : 4) + rank * 0.1, changes: [context.put(site, { text: other, precedence: other.startsWith('-') ? 15 : 20 })] }
      }
      if (tier === 1 && typeof node.value === 'number') yield* sign(node, site, isNegative, context)
    }
  },
}

function* sign(node: AnyNode, { parent }: Site, isNegative: boolean, context: Context): Iterable<Proposal> {
  if (isNegative) yield { kind: 'change-constant', cost: 1.8, changes: [{ start: parent.start, end: node.start, text: '' }] }
  else if (context.text(node) !== '0' && !/^[-+*/]$/.test('operator' in parent ? parent.operator : '')) yield { kind: 'change-constant', cost: 2, changes: [{ start: node.start, end: node.start, text: '-' }] }
}

function near({ value, bigint, raw = '' }: AnyNode & { type: 'Literal' }): string[] {
  if (typeof value === 'boolean') return [String(!value)]
  if (bigint != null) return [`${BigInt(bigint) + 1n}n`, `${BigInt(bigint) - 1n}n`]
  if (typeof value === 'number') return [...new Set([value + 1, value - 1, 0, 1])].filter((other) => other !== value).map((other) => numeral(other, raw))
  if (typeof value === 'string') return [...(counterparts.get(value) ?? []), value === '' ? ' ' : ''].map(literal)
  return []
}

/** Texts that are taken for each other. */
const counterparts = new Map<string, string[]>()
for (const family of ['( )', '[ ]', '{ }', '( [ {', ') ] }', '< >', '+ -', '* /', '/ \\', '. ,', ', ;', '- _', '\' "', 'a z', 'A Z', '0 1', '0 9', 'asc desc', 'left right', 'up down', 'north south', 'east west', 'start end', 'number string boolean object function undefined', 'yes no', 'on off', 'utf8 hex', 'R L', 'N S', 'E W']) {
  const all = family.split(' ')
  for (const one of all) counterparts.set(one, [...(counterparts.get(one) ?? []), ...all.filter((other) => other !== one)])
}

/** 0x10 and 1_000 stay in their style as far as they can. */
const numeral = (value: number, raw: string): string => (/^0x/i.test(raw) && value > 9 ? `0x${value.toString(16)}` : String(Number(value.toPrecision(15))))

function further({ value, raw = '' }: AnyNode & { type: 'Literal' }): string[] {
  if (value === null && raw === 'null') return ['undefined', '0', "''", '[]', 'false', 'true', '{}', 'new Map()', 'new Set()']
  if (typeof value === 'number') return [...transposed(value), 2, -1, value + 2, value - 2, value * 2, value / 2, value * 10, value / 10].filter((other) => other !== value && Number.isFinite(other)).map((other) => numeral(other, raw)).concat(value === 0 ? ['Infinity', '-Infinity', 'null', "''"] : [])
  if (typeof value === 'boolean') return ['null']
  if (typeof value !== 'string') return []
  const cased = [value.toUpperCase(), value.toLowerCase(), value.charAt(0).toUpperCase() + value.slice(1)]
  const cut = value.length > 1 ? [value.slice(1), value.slice(0, -1), value.trim()] : ['\n', ',', '-', '.', '_', ', ', '0', '1']
  return [...new Set([...cased, ...cut, ...completed(value), `${value} `, ` ${value}`, '\n', ', '])].filter((other) => other !== value).map(literal)
}

/** A row of letters or digits in their order, with each that it leaves out: 'aeio' → 'aeiou'. */
function completed(text: string): string[] {
  const all = [...text]
  if (all.length < 3 || all.some((char, index) => !/[a-zA-Z0-9]/.test(char) || char <= (all[index - 1] ?? ''))) return []
  const rows = ['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '0123456789'].filter((row) => all.some((char) => row.includes(char)))
  return [...rows.join('')].filter((char) => !text.includes(char)).map((char) => [...all, char].sort().join(''))
}

/** Two digits beside each other in the wrong order: 84600 for 86400. */
function transposed(value: number): number[] {
  const digits = String(value)
  if (!/^\d{3,}$/.test(digits)) return []
  return [...digits.slice(1)].flatMap((digit, at) => (digit === digits[at] ? [] : [Number(digits.slice(0, at) + digit + digits.charAt(at) + digits.slice(at + 2))]))
}

/** Numbers that are taken for each other: of times, of places and bits, of angles. */
const measures = [[7, 12, 24, 30, 31, 52, 60, 100, 365, 366, 1000, 1440, 3600, 86400], [8, 10, 16, 32, 64, 100, 128, 255, 256, 512, 1000, 1024], [90, 180, 360], [9, 26, 36]]

const measuresLike = (value: number): string[] => [...new Set(measures.filter((all) => all.includes(value)).flat())].filter((other) => other !== value).map(String)

/** Constants of the same type in the file, nearest first, then those that tests expect, then what it is easily taken for. */
function known(node: AnyNode & { type: 'Literal' }, context: Context): string[] {
  const { file, focus } = context
  const others = literalsOf(file.ast, context).filter((other) => typeof other.value === typeof node.value && other.value !== node.value && !('regex' in other))
  const nearest = others.toSorted((a, b) => Math.abs(a.start - node.start) - Math.abs(b.start - node.start)).map(({ raw = '' }) => raw)
  const mined = focus.constants.filter((value) => typeof value === typeof node.value && (typeof value !== 'string' || value.length <= 40)).map(literal)
  return [...new Set([...nearest.slice(0, 12), ...mined.slice(0, 12), ...(typeof node.value === 'number' ? measuresLike(node.value) : [])])]
}

const literalsOf = remembered((ast: AnyNode) => [...nodesIn(ast)].filter((node) => node.type === 'Literal'))
