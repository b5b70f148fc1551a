'use strict'

const digits = '0123456789abcdefghijklmnopqrstuvwxyz'

/** A whole number written in a base from 2 to 36. */
function toBase(number, base) {
  if (base < 2 || base > digits.length) throw new RangeError(`no base ${base}`)
  if (number < 0) return `-${toBase(-number, base)}`
  let text = ''
  let rest = number
  do {
    text = digits[rest % base] + text
    rest = Math.floor(rest / base)
  } while (rest > 0)
  return text
}

module.exports = { toBase }
