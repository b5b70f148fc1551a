'use strict'

const gcd = (a, b) => (b === 0 ? Math.abs(a) : gcd(b, a % b))

/** Lowest terms, and a denominator above 0. */
function fraction(numerator, denominator = 1) {
  if (denominator === 0) throw new RangeError('division by zero')
  const sign = denominator < 0 ? -1 : 1
  const divisor = gcd(numerator, denominator)
  return { numerator: (sign * numerator) / divisor, denominator: Math.abs(denominator) / divisor }
}

const add = (a, b) =>
  fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
const negate = (a) => fraction(-a.numerator, a.denominator)
const subtract = (a, b) => add(a, negate(b))
const multiply = (a, b) => fraction(a.numerator * b.numerator, a.denominator * b.denominator)
const divide = (a, b) => fraction(a.numerator * b.denominator, a.denominator * b.numerator)
const compare = (a, b) => a.numerator * b.denominator - b.numerator * a.denominator

function parse(text) {
  const match = /^(-?\d+)(?:\/(\d+))?$/.exec(text)
  if (!match) throw new SyntaxError(`no fraction: ${text}`)
  return fraction(Number(match[1]), Number(match[2] ?? 1))
}

const format = ({ numerator, denominator }) => (denominator === 1 ? `${numerator}` : `${numerator}/${denominator}`)

module.exports = { fraction, add, subtract, multiply, divide, compare, parse, format }
