/**
 * From tokens to a tree. Nodes:
 * number, text, boolean `{ value }` · cell `{ address }` · range `{ from, to }` · call `{ name, args }` ·
 * unary `{ operator, operand }` · percent `{ operand }` · binary `{ operator, left, right }`
 */
import { cellKey, expandRange, parseAddress } from './address.js'
import { FormulaError, tokenize } from './tokenize.js'

/** Higher binds closer. */
export const precedence = {
  '=': 1, '<>': 1, '<': 1, '<=': 1, '>': 1, '>=': 1,
  '&': 2,
  '+': 3, '-': 3,
  '*': 4, '/': 4,
  '^': 6,
}

/** A minus in front binds closer than a product, and less close than a power: -2^2 is -4. */
export const unaryPrecedence = 5

const rightAssociative = new Set(['^'])

class Parser {
  constructor(text) {
    this.tokens = tokenize(text)
    this.position = 0
  }

  get current() {
    return this.tokens[this.position]
  }

  next() {
    const token = this.current
    this.position++
    return token
  }

  accept(type, value) {
    const { current } = this
    if (current.type !== type || (value !== undefined && current.value !== value)) return false
    this.position++
    return true
  }

  expect(type, what) {
    if (this.accept(type)) return
    throw new FormulaError(`${what} is missing`, this.current.at)
  }

  parseAll() {
    const tree = this.parseBinary(0)
    if (this.current.type !== 'end') throw new FormulaError(`unexpected ${this.current.value}`, this.current.at)
    return tree
  }

  /** Precedence climbing: takes in all operators that bind closer than `least`. */
  parseBinary(least) {
    let left = this.parseUnary()
    for (;;) {
      const { type, value: operator } = this.current
      const level = type === 'operator' ? precedence[operator] : undefined
      if (level === undefined || level <= least) return left
      this.next()
      const right = this.parseBinary(rightAssociative.has(operator) ? level - 1 : level)
      left = { type: 'binary', operator, left, right }
    }
  }

  parseUnary() {
    if (this.current.type === 'operator' && (this.current.value === '-' || this.current.value === '+')) {
      const { value: operator } = this.next()
      const operand = this.parseBinary(unaryPrecedence)
      return { type: 'unary', operator, operand }
    }
    return this.parsePercent()
  }

  parsePercent() {
    let operand = this.parsePrimary()
    while (this.accept('operator', '%')) operand = { type: 'percent', operand }
    return operand
  }

  parsePrimary() {
    const token = this.next()
    switch (token.type) {
      case 'number':
      case 'text':
      case 'boolean':
        return { type: token.type, value: token.value }
      case 'open': {
        const inner = this.parseBinary(0)
        this.expect('close', 'a closing bracket')
        return inner
      }
      case 'word':
        return this.current.type === 'open' ? this.parseCall(token) : this.parseReference(token)
      case 'end':
        throw new FormulaError('a value is missing', token.at)
      default:
        throw new FormulaError(`unexpected ${token.value}`, token.at)
    }
  }

  parseCall({ value }) {
    this.next()
    const args = []
    if (!this.accept('close')) {
      do {
        args.push(this.parseBinary(0))
      } while (this.accept('comma'))
      this.expect('close', 'a closing bracket')
    }
    return { type: 'call', name: value.toUpperCase(), args }
  }

  parseReference({ value, at }) {
    const address = parseAddress(value)
    if (!address) throw new FormulaError(`unknown name ${value}`, at)
    if (!this.accept('colon')) return { type: 'cell', address }
    const end = this.next()
    const to = end.type === 'word' ? parseAddress(end.value) : null
    if (!to) throw new FormulaError('a range has no end', end.at)
    return { type: 'range', from: address, to }
  }
}

/** @param {string} text without the equals sign in front */
export const parseFormula = (text) => new Parser(text).parseAll()

/** Calls `visit` for a node and all below it. */
export function walk(node, visit) {
  visit(node)
  switch (node.type) {
    case 'call':
      for (const arg of node.args) walk(arg, visit)
      break
    case 'binary':
      walk(node.left, visit)
      walk(node.right, visit)
      break
    case 'unary':
    case 'percent':
      walk(node.operand, visit)
      break
  }
}

/** Keys of all cells that a formula looks at, each once. */
export function referencesOf(tree) {
  const keys = new Set()
  walk(tree, (node) => {
    if (node.type === 'cell') keys.add(cellKey(node.address))
    if (node.type !== 'range') return
    for (const address of expandRange(node.from, node.to).flat()) keys.add(cellKey(address))
  })
  return [...keys]
}
