'use strict'

/** Whether a number (as text, blanks allowed) ends with the right check digit. */
function isValid(text) {
  const digits = text.replaceAll(' ', '')
  if (!/^\d{2,}$/.test(digits)) return false
  let sum = 0
  let double = false
  for (let i = digits.length - 1; i >= 0; i--) {
    let value = Number(digits[i])
    if (double) {
      value *= 2
      if (value > 9) value -= 9
    }
    sum += value
    double = !double
  }
  return sum % 10 === 0
}

module.exports = { isValid }
