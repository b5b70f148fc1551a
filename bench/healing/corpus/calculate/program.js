'use strict'

/** The value of a sum of products such as `2 * (3 + 4) - 1`, with unary minus. */
function calculate(expression) {
  const tokens = expression.match(/\d+(?:\.\d+)?|[-+*/()]/g) ?? []
  let position = 0

  function sum() {
    let value = product()
    while (tokens[position] === '+' || tokens[position] === '-') {
      const operator = tokens[position++]
      const right = product()
      value = operator === '+' ? value + right : value - right
    }
    return value
  }

  function product() {
    let value = factor()
    while (tokens[position] === '*' || tokens[position] === '/') {
      const operator = tokens[position++]
      const right = factor()
      value = operator === '*' ? value * right : value / right
    }
    return value
  }

  function factor() {
    const token = tokens[position++]
    if (token === '-') return -factor()
    if (token === '(') {
      const value = sum()
      if (tokens[position++] !== ')') throw new SyntaxError('a bracket is not closed')
      return value
    }
    if (token === undefined || !/^\d/.test(token)) throw new SyntaxError('a number is missing')
    return Number(token)
  }

  const value = sum()
  if (position < tokens.length) throw new SyntaxError(`unexpected ${tokens[position]}`)
  return value
}

module.exports = { calculate }
