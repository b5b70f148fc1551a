/** From trees and values back to text. */
import { formatAddress, moveAddress } from './address.js'
import { precedence, unaryPrecedence } from './parse.js'
import { CellError, toNumber } from './values.js'

const quote = (text) => `"${text.replaceAll('"', '""')}"`

/** A formula with no more brackets than it needs. */
export function printFormula(node) {
  return print(node, 0)
}

function print(node, least) {
  switch (node.type) {
    case 'number':
      return String(node.value)
    case 'text':
      return quote(node.value)
    case 'boolean':
      return node.value ? 'TRUE' : 'FALSE'
    case 'error':
      return node.code
    case 'cell':
      return formatAddress(node.address)
    case 'range':
      return `${formatAddress(node.from)}:${formatAddress(node.to)}`
    case 'call':
      return `${node.name}(${node.args.map((arg) => print(arg, 0)).join(', ')})`
    case 'percent':
      return `${print(node.operand, 7)}%`
    case 'unary':
      return bracket(`${node.operator}${print(node.operand, unaryPrecedence)}`, unaryPrecedence < least)
    case 'binary': {
      const level = precedence[node.operator]
      const isRight = node.operator === '^'
      const left = print(node.left, isRight ? level + 1 : level)
      const right = print(node.right, isRight ? level : level + 1)
      return bracket(`${left} ${node.operator} ${right}`, level < least)
    }
    default:
      throw new TypeError(`no node: ${node.type}`)
  }
}

const bracket = (text, isNeeded) => (isNeeded ? `(${text})` : text)

/** The tree of a formula that was copied so many columns and rows away. */
export function moveFormula(node, columns, rows) {
  const move = (address) => moveAddress(address, columns, rows)
  switch (node.type) {
    case 'cell': {
      const address = move(node.address)
      return address ? { ...node, address } : { type: 'error', code: '#REF!' }
    }
    case 'range': {
      const [from, to] = [move(node.from), move(node.to)]
      return from && to ? { ...node, from, to } : { type: 'error', code: '#REF!' }
    }
    case 'call':
      return { ...node, args: node.args.map((arg) => moveFormula(arg, columns, rows)) }
    case 'binary':
      return { ...node, left: moveFormula(node.left, columns, rows), right: moveFormula(node.right, columns, rows) }
    case 'unary':
    case 'percent':
      return { ...node, operand: moveFormula(node.operand, columns, rows) }
    default:
      return node
  }
}

const groupThousands = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ',')

/**
 * A value as a cell shows it. Patterns: `0`, `0.00`, `#,##0.0`, `0%`, `0.0%`, with any text before and after.
 * Without a pattern a number is shown as it is, to ten significant digits.
 */
export function formatValue(value, pattern) {
  if (value === null) return ''
  if (value instanceof CellError) return value.code
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'string') return value
  if (pattern === undefined) return String(Number(value.toPrecision(10)))
  const match = /^([^#0]*)(#,##)?0(?:\.(0+))?(%)?(.*)$/.exec(pattern)
  if (!match) throw new RangeError(`no pattern: ${pattern}`)
  const [, prefix, grouped, places = '', percent = '', suffix] = match
  const shown = percent ? toNumber(value) * 100 : toNumber(value)
  const [whole, fraction] = Math.abs(shown).toFixed(places.length).split('.')
  const isZero = !/[1-9]/.test(whole + (fraction ?? ''))
  const sign = shown < 0 && !isZero ? '-' : ''
  const digits = grouped ? groupThousands(whole) : whole
  return `${sign}${prefix}${digits}${fraction ? `.${fraction}` : ''}${percent}${suffix}`
}
