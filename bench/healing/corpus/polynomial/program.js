'use strict'

/** Coefficients from the constant on: [1, 0, 3] is 3x^2 + 1. */
class Polynomial {
  constructor(coefficients) {
    this.coefficients = [...coefficients]
    while (this.coefficients.length > 1 && this.coefficients.at(-1) === 0) this.coefficients.pop()
  }

  get degree() {
    return this.coefficients.length - 1
  }

  at(x) {
    return this.coefficients.reduceRight((value, coefficient) => value * x + coefficient, 0)
  }

  plus(other) {
    const length = Math.max(this.coefficients.length, other.coefficients.length)
    return new Polynomial(
      Array.from({ length }, (_, i) => (this.coefficients[i] ?? 0) + (other.coefficients[i] ?? 0)),
    )
  }

  times(other) {
    const product = new Array(this.degree + other.degree + 1).fill(0)
    this.coefficients.forEach((a, i) => {
      other.coefficients.forEach((b, j) => {
        product[i + j] += a * b
      })
    })
    return new Polynomial(product)
  }

  derivative() {
    if (this.degree === 0) return new Polynomial([0])
    return new Polynomial(this.coefficients.map((coefficient, power) => coefficient * power).slice(1))
  }
}

module.exports = { Polynomial }
