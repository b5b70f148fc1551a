'use strict'

const transpose = (matrix) => matrix[0].map((_, column) => matrix.map((row) => row[column]))

function multiply(a, b) {
  if (a[0].length !== b.length) throw new RangeError('the sizes do not fit')
  return a.map((row) => transpose(b).map((column) => row.reduce((sum, value, i) => sum + value * column[i], 0)))
}

function identity(size) {
  return Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, column) => (row === column ? 1 : 0)))
}

/** By the first row. */
function determinant(matrix) {
  if (matrix.length === 1) return matrix[0][0]
  let sum = 0
  for (let column = 0; column < matrix.length; column++) {
    const minor = matrix.slice(1).map((row) => row.filter((_, index) => index !== column))
    const sign = column % 2 === 0 ? 1 : -1
    sum += sign * matrix[0][column] * determinant(minor)
  }
  return sum
}

function power(matrix, exponent) {
  let result = identity(matrix.length)
  for (let i = 0; i < exponent; i++) result = multiply(result, matrix)
  return result
}

module.exports = { transpose, multiply, identity, determinant, power }
