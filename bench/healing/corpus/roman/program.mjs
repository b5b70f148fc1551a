const values = [
  [1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'],
  [100, 'C'], [90, 'XC'], [50, 'L'], [40, 'XL'],
  [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I'],
]

/** 1 to 3999 in Roman numerals. */
export function toRoman(number) {
  if (!Number.isInteger(number) || number < 1 || number > 3999) throw new RangeError('1 to 3999')
  let rest = number
  let roman = ''
  for (const [value, letters] of values) {
    while (rest >= value) {
      roman += letters
      rest -= value
    }
  }
  return roman
}

export function fromRoman(roman) {
  let total = 0
  let rest = roman.toUpperCase()
  for (const [value, letters] of values) {
    while (rest.startsWith(letters)) {
      total += value
      rest = rest.slice(letters.length)
    }
  }
  if (rest !== '') throw new SyntaxError(`no numeral: ${roman}`)
  return total
}
