const small = [
  'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve',
  'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen',
]
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

/** 0 to 999,999 in English words. */
export function inWords(number) {
  if (number < 20) return small[number]
  if (number < 100) {
    const ones = number % 10
    return tens[Math.floor(number / 10)] + (ones > 0 ? `-${small[ones]}` : '')
  }
  if (number < 1000) {
    const rest = number % 100
    return `${small[Math.floor(number / 100)]} hundred${rest > 0 ? ` and ${inWords(rest)}` : ''}`
  }
  const rest = number % 1000
  const glue = rest < 100 ? ' and ' : ', '
  return `${inWords(Math.floor(number / 1000))} thousand${rest > 0 ? glue + inWords(rest) : ''}`
}
