'use strict'

const brackets = [
  { upTo: 10_000, rate: 0 },
  { upTo: 30_000, rate: 0.2 },
  { upTo: 80_000, rate: 0.35 },
  { upTo: Infinity, rate: 0.45 },
]

/** Tax on a whole year's income: each bracket's rate only for what lies within it. */
function incomeTax(income) {
  let tax = 0
  let lower = 0
  for (const { upTo, rate } of brackets) {
    if (income <= lower) break
    tax += (Math.min(income, upTo) - lower) * rate
    lower = upTo
  }
  return Math.round(tax * 100) / 100
}

/** What part of the income goes into tax, in percent with one place. */
function effectiveRate(income) {
  if (income <= 0) return 0
  return Math.round((incomeTax(income) / income) * 1000) / 10
}

const marginalRate = (income) => brackets.find(({ upTo }) => income <= upTo).rate

module.exports = { incomeTax, effectiveRate, marginalRate }
