/**
 * What cells can hold: a number, a text, a boolean, null for nothing, or an error. A range is rows of these.
 * An error that a formula meets becomes its own value.
 */

export class CellError extends Error {
  constructor(code, message = code) {
    super(message)
    this.name = 'CellError'
    this.code = code
  }
}

export const errors = {
  divide: () => new CellError('#DIV/0!', 'division by zero'),
  value: (what = 'the wrong kind of value') => new CellError('#VALUE!', what),
  reference: () => new CellError('#REF!', 'outside of the sheet'),
  name: (name) => new CellError('#NAME?', `no function ${name}`),
  notFound: () => new CellError('#N/A', 'not found'),
  number: () => new CellError('#NUM!', 'no such number'),
  circle: () => new CellError('#CIRC!', 'cells need each other'),
}

const numberPattern = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/

/** Whether a text reads as a number. */
export const isNumeric = (text) => numberPattern.test(text)

/** @throws CellError where there is no number in it */
export function toNumber(value) {
  if (value instanceof CellError) throw value
  if (Array.isArray(value)) return toNumber(single(value))
  if (value === null) return 0
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (isNumeric(value)) return Number(value)
  throw errors.value(`no number: ${value}`)
}

export function toText(value) {
  if (value instanceof CellError) throw value
  if (Array.isArray(value)) return toText(single(value))
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return String(value)
}

export function toBoolean(value) {
  if (value instanceof CellError) throw value
  if (Array.isArray(value)) return toBoolean(single(value))
  if (value === null) return false
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return value !== 0
  const upper = value.toUpperCase()
  if (upper === 'TRUE') return true
  if (upper === 'FALSE') return false
  throw errors.value(`neither true nor false: ${value}`)
}

/** The value of a range of one cell. */
export function single(range) {
  if (range.length !== 1 || range[0].length !== 1) throw errors.value('a range where one value is needed')
  return range[0][0]
}

/** Numbers come before texts, texts before booleans; texts without regard to capitals. */
const kindRank = { number: 0, string: 1, boolean: 2 }

/** Below, equal to or above 0. Nothing counts as the empty value of the other's kind. */
export function compareValues(a, b) {
  if (a instanceof CellError) throw a
  if (b instanceof CellError) throw b
  if (a === null && b === null) return 0
  const left = a ?? emptyLike(b)
  const right = b ?? emptyLike(a)
  if (typeof left !== typeof right) return kindRank[typeof left] - kindRank[typeof right]
  if (typeof left === 'string') {
    const [lowerLeft, lowerRight] = [left.toLowerCase(), right.toLowerCase()]
    return lowerLeft < lowerRight ? -1 : lowerLeft > lowerRight ? 1 : 0
  }
  return Number(left) - Number(right)
}

function emptyLike(value) {
  if (typeof value === 'string') return ''
  if (typeof value === 'boolean') return false
  return 0
}

/** The value that something typed into a cell stands for; formulas are not looked at here. */
export function parseInput(text) {
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (isNumeric(trimmed)) return Number(trimmed)
  if (/^[+-]?\d+(\.\d+)?%$/.test(trimmed)) return Number(trimmed.slice(0, -1)) / 100
  if (/^(true|false)$/i.test(trimmed)) return trimmed.toLowerCase() === 'true'
  return text.startsWith("'") ? text.slice(1) : text
}
