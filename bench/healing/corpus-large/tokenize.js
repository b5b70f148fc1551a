/** From the text of a formula to tokens: `{ type, value, at }`. */

export class FormulaError extends Error {
  constructor(message, at) {
    super(at === undefined ? message : `${message} at ${at + 1}`)
    this.name = 'FormulaError'
    this.at = at
  }
}

const twoLetterOperators = ['<=', '>=', '<>']
const oneLetterOperators = '+-*/^&=<>%'
const punctuation = { '(': 'open', ')': 'close', ',': 'comma', ';': 'comma', ':': 'colon' }

const isDigit = (letter) => letter >= '0' && letter <= '9'
const isWordStart = (letter) => /[A-Za-z_$]/.test(letter)
const isWordPart = (letter) => /[A-Za-z0-9_.$]/.test(letter)

function readNumber(text, start) {
  let end = start
  while (isDigit(text[end] ?? '')) end++
  if (text[end] === '.') {
    end++
    while (isDigit(text[end] ?? '')) end++
  }
  const exponent = /^[eE][+-]?\d+/.exec(text.slice(end))
  if (exponent) end += exponent[0].length
  return { token: { type: 'number', value: Number(text.slice(start, end)), at: start }, end }
}

/** A text in quotes; a quote within is written twice. */
function readText(text, start) {
  let value = ''
  let end = start + 1
  for (;;) {
    if (end >= text.length) throw new FormulaError('a text is not closed', start)
    if (text[end] === '"') {
      if (text[end + 1] !== '"') break
      end++
    }
    value += text[end]
    end++
  }
  return { token: { type: 'text', value, at: start }, end: end + 1 }
}

/** A function, an address, or one of the words TRUE and FALSE. */
function readWord(text, start) {
  let end = start
  while (end < text.length && isWordPart(text[end])) end++
  const word = text.slice(start, end)
  const upper = word.toUpperCase()
  if (upper === 'TRUE' || upper === 'FALSE') {
    return { token: { type: 'boolean', value: upper === 'TRUE', at: start }, end }
  }
  return { token: { type: 'word', value: word, at: start }, end }
}

function readOperator(text, start) {
  const two = text.slice(start, start + 2)
  if (twoLetterOperators.includes(two)) {
    return { token: { type: 'operator', value: two, at: start }, end: start + 2 }
  }
  if (oneLetterOperators.includes(text[start])) {
    return { token: { type: 'operator', value: text[start], at: start }, end: start + 1 }
  }
  throw new FormulaError(`unexpected ${text[start]}`, start)
}

function readToken(text, start) {
  const letter = text[start]
  if (isDigit(letter) || (letter === '.' && isDigit(text[start + 1] ?? ''))) return readNumber(text, start)
  if (letter === '"') return readText(text, start)
  if (isWordStart(letter)) return readWord(text, start)
  if (letter in punctuation) {
    return { token: { type: punctuation[letter], value: letter, at: start }, end: start + 1 }
  }
  return readOperator(text, start)
}

/** The last token has the type `end`. */
export function tokenize(text) {
  const tokens = []
  let position = 0
  while (position < text.length) {
    if (/\s/.test(text[position])) {
      position++
      continue
    }
    const { token, end } = readToken(text, position)
    tokens.push(token)
    position = end
  }
  tokens.push({ type: 'end', value: '', at: text.length })
  return tokens
}
