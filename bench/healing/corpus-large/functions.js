/** The functions that formulas can call, by name. Each is given values; ranges are rows of values. */
import { CellError, compareValues, errors, isNumeric, toBoolean, toNumber, toText } from './values.js'

/** All values of all arguments in one list. */
const flatten = (args) => args.flatMap((arg) => (Array.isArray(arg) ? arg.flat() : [arg]))

/** Numbers to calculate with: in ranges all else is passed over, elsewhere it has to be one. */
function numbersOf(args) {
  const numbers = []
  for (const arg of args) {
    if (!Array.isArray(arg)) {
      numbers.push(toNumber(arg))
      continue
    }
    for (const value of arg.flat()) {
      if (value instanceof CellError) throw value
      if (typeof value === 'number') numbers.push(value)
    }
  }
  return numbers
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0)

function average(numbers) {
  if (numbers.length === 0) throw errors.divide()
  return sum(numbers) / numbers.length
}

function median(numbers) {
  if (numbers.length === 0) throw errors.number()
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Of a sample. */
function deviation(numbers) {
  if (numbers.length < 2) throw errors.divide()
  const mean = average(numbers)
  return Math.sqrt(sum(numbers.map((number) => (number - mean) ** 2)) / (numbers.length - 1))
}

/** Half is rounded away from zero; below 0 places it goes to tens and hundreds. */
function round(number, places) {
  const factor = 10 ** places
  const scaled = Math.abs(number) * factor
  const rounded = Math.floor(scaled + 0.5 + Number.EPSILON * scaled)
  return (Math.sign(number) * rounded) / factor
}

/** The result has the sign of the divisor. */
function modulo(number, divisor) {
  if (divisor === 0) throw errors.divide()
  return number - divisor * Math.floor(number / divisor)
}

/** A test such as `>=10`, `<>x` or `apple*`. */
function criterion(wanted) {
  if (typeof wanted !== 'string') return (value) => value !== null && compareValues(value, wanted) === 0
  const [, operator = '=', operand] = /^(<=|>=|<>|<|>|=)?(.*)$/s.exec(wanted)
  if (isNumeric(operand)) {
    const number = Number(operand)
    return (value) => (typeof value === 'number' ? compares(value - number, operator) : operator === '<>')
  }
  if (operator === '=' || operator === '<>') {
    const source = [...operand].map((letter) => (letter === '*' ? '.*' : letter === '?' ? '.' : RegExp.escape(letter)))
    const pattern = new RegExp(`^${source.join('')}$`, 'is')
    return (value) => (typeof value === 'string' && pattern.test(value)) === (operator === '=')
  }
  return (value) => typeof value === 'string' && compares(compareValues(value, operand), operator)
}

function compares(order, operator) {
  switch (operator) {
    case '=': return order === 0
    case '<>': return order !== 0
    case '<': return order < 0
    case '<=': return order <= 0
    case '>': return order > 0
    default: return order >= 0
  }
}

/** Values of `results` where the value at the same place of `range` passes. */
function selected(range, wanted, results) {
  const passes = criterion(wanted)
  const values = results.flat()
  return range.flat().flatMap((value, index) => (passes(value) ? [values[index] ?? null] : []))
}

/** Index of what is sought; with `isSorted` of the last that is not greater. -1 where there is none. */
function position(list, sought, isSorted) {
  if (!isSorted) return list.findIndex((value) => value !== null && compareValues(value, sought) === 0)
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareValues(list[middle], sought) <= 0) low = middle + 1
    else high = middle
  }
  return low - 1
}

function lookUp(sought, table, column, isSorted) {
  if (column < 1 || column > table[0].length) throw errors.reference()
  const row = position(table.map((cells) => cells[0]), sought, isSorted)
  if (row === -1) throw errors.notFound()
  return table[row][column - 1]
}

function pickFrom(range, row, column) {
  const value = range[row - 1]?.[column - 1]
  if (value === undefined) throw errors.reference()
  return value
}

const dayMs = 86_400_000
const epoch = Date.UTC(1899, 11, 30)

/** Dates are days since the end of 1899, as spreadsheets count them. */
const dateNumber = (year, month, day) => Math.round((Date.UTC(year, month - 1, day) - epoch) / dayMs)
const dateOf = (number) => new Date(epoch + Math.floor(number) * dayMs)

/** Working days from one date to another, both included. */
function workdays(from, to) {
  let count = 0
  for (let day = Math.floor(from); day <= Math.floor(to); day++) {
    const weekday = dateOf(day).getUTCDay()
    if (weekday !== 0 && weekday !== 6) count++
  }
  return count
}

function findText(part, whole, start) {
  const index = whole.indexOf(part, start - 1)
  if (index === -1) throw errors.value(`${part} is not in it`)
  return index + 1
}

/** Replaces all, or only the n-th. */
function substitute(text, old, replacement, which) {
  if (old === '') return text
  const parts = text.split(old)
  if (which === undefined) return parts.join(replacement)
  if (which < 1 || which >= parts.length) return text
  return parts.slice(0, which).join(old) + replacement + parts.slice(which).join(old)
}

function repeat(text, count) {
  if (count < 0) throw errors.value('less than nothing')
  return text.repeat(count)
}

const capitalise = (text) => text.toLowerCase().replace(/(^|[^a-z'])([a-z])/g, (_, before, letter) => before + letter.toUpperCase())

/** What each month has to pay back of a loan. */
function payment(rate, months, loan) {
  if (rate === 0) return -loan / months
  const growth = (1 + rate) ** months
  return (-loan * rate * growth) / (growth - 1)
}

/** `least` and `most`: how many arguments there may be. */
const define = (least, most, call) => ({ least, most, call })

export const functions = {
  SUM: define(1, Infinity, (...args) => sum(numbersOf(args))),
  PRODUCT: define(1, Infinity, (...args) => numbersOf(args).reduce((product, number) => product * number, 1)),
  AVERAGE: define(1, Infinity, (...args) => average(numbersOf(args))),
  MEDIAN: define(1, Infinity, (...args) => median(numbersOf(args))),
  STDEV: define(1, Infinity, (...args) => deviation(numbersOf(args))),
  MIN: define(1, Infinity, (...args) => numbersOf(args).reduce((least, number) => Math.min(least, number), Infinity)),
  MAX: define(1, Infinity, (...args) => numbersOf(args).reduce((most, number) => Math.max(most, number), -Infinity)),
  COUNT: define(1, Infinity, (...args) => flatten(args).filter((value) => typeof value === 'number').length),
  COUNTA: define(1, Infinity, (...args) => flatten(args).filter((value) => value !== null).length),
  COUNTIF: define(2, 2, (range, wanted) => selected(range, wanted, range).length),
  SUMIF: define(2, 3, (range, wanted, results = range) => sum(numbersOf([[selected(range, wanted, results)]]))),
  LARGE: define(2, 2, (range, rank) => {
    const sorted = numbersOf([range]).sort((a, b) => b - a)
    if (rank < 1 || rank > sorted.length) throw errors.number()
    return sorted[rank - 1]
  }),

  ABS: define(1, 1, (number) => Math.abs(toNumber(number))),
  INT: define(1, 1, (number) => Math.floor(toNumber(number))),
  ROUND: define(1, 2, (number, places = 0) => round(toNumber(number), toNumber(places))),
  MOD: define(2, 2, (number, divisor) => modulo(toNumber(number), toNumber(divisor))),
  POWER: define(2, 2, (base, exponent) => toNumber(base) ** toNumber(exponent)),
  SQRT: define(1, 1, (number) => {
    if (toNumber(number) < 0) throw errors.number()
    return Math.sqrt(toNumber(number))
  }),
  PMT: define(3, 3, (rate, months, loan) => payment(toNumber(rate), toNumber(months), toNumber(loan))),

  AND: define(1, Infinity, (...args) => flatten(args).every((value) => toBoolean(value))),
  OR: define(1, Infinity, (...args) => flatten(args).some((value) => toBoolean(value))),
  NOT: define(1, 1, (value) => !toBoolean(value)),
  ISBLANK: define(1, 1, (value) => (Array.isArray(value) ? value.flat() : [value]).every((item) => item === null)),

  LEN: define(1, 1, (text) => toText(text).length),
  UPPER: define(1, 1, (text) => toText(text).toUpperCase()),
  LOWER: define(1, 1, (text) => toText(text).toLowerCase()),
  PROPER: define(1, 1, (text) => capitalise(toText(text))),
  TRIM: define(1, 1, (text) => toText(text).trim().replace(/ +/g, ' ')),
  LEFT: define(1, 2, (text, count = 1) => toText(text).slice(0, toNumber(count))),
  RIGHT: define(1, 2, (text, count = 1) => (toNumber(count) === 0 ? '' : toText(text).slice(-toNumber(count)))),
  MID: define(3, 3, (text, start, count) => toText(text).slice(toNumber(start) - 1, toNumber(start) - 1 + toNumber(count))),
  FIND: define(2, 3, (part, whole, start = 1) => findText(toText(part), toText(whole), toNumber(start))),
  REPT: define(2, 2, (text, count) => repeat(toText(text), toNumber(count))),
  SUBSTITUTE: define(3, 4, (text, old, replacement, which) => substitute(toText(text), toText(old), toText(replacement), which)),
  CONCAT: define(1, Infinity, (...args) => flatten(args).map((value) => toText(value)).join('')),
  TEXTJOIN: define(3, Infinity, (glue, skipsEmpty, ...args) => {
    const texts = flatten(args).map((value) => toText(value))
    return texts.filter((text) => text !== '' || !toBoolean(skipsEmpty)).join(toText(glue))
  }),
  VALUE: define(1, 1, (text) => toNumber(text)),

  DATE: define(3, 3, (year, month, day) => dateNumber(toNumber(year), toNumber(month), toNumber(day))),
  YEAR: define(1, 1, (date) => dateOf(toNumber(date)).getUTCFullYear()),
  MONTH: define(1, 1, (date) => dateOf(toNumber(date)).getUTCMonth() + 1),
  DAY: define(1, 1, (date) => dateOf(toNumber(date)).getUTCDate()),
  WEEKDAY: define(1, 1, (date) => dateOf(toNumber(date)).getUTCDay() + 1),
  NETWORKDAYS: define(2, 2, (from, to) => workdays(toNumber(from), toNumber(to))),

  VLOOKUP: define(3, 4, (sought, table, column, isSorted = true) => lookUp(sought, table, toNumber(column), toBoolean(isSorted))),
  INDEX: define(2, 3, (range, row, column = 1) => pickFrom(range, toNumber(row), toNumber(column))),
  MATCH: define(2, 3, (sought, range, kind = 1) => {
    const index = position(range.flat(), sought, toNumber(kind) !== 0)
    if (index === -1) throw errors.notFound()
    return index + 1
  }),
  TRANSPOSE: define(1, 1, (range) => range[0].map((_, column) => range.map((row) => row[column]))),
  ROWS: define(1, 1, (range) => range.length),
  COLUMNS: define(1, 1, (range) => range[0].length),
}
