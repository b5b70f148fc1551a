/** The value of a tree. */
import { cellKey, expandRange } from './address.js'
import { functions } from './functions.js'
import { CellError, compareValues, errors, single, toBoolean, toNumber, toText } from './values.js'

const calculations = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => {
    if (b === 0) throw errors.divide()
    return a / b
  },
  '^': (a, b) => a ** b,
}

const comparisons = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

/** Functions that do not look at all of their arguments, or that look at errors: they are given trees. */
const lazyFunctions = {
  IF: {
    least: 2,
    most: 3,
    call: (evaluate, condition, yes, no) => {
      if (toBoolean(evaluate(condition))) return evaluate(yes)
      return no ? evaluate(no) : false
    },
  },
  IFERROR: {
    least: 2,
    most: 2,
    call: (evaluate, tree, fallback) => {
      const value = attempt(() => evaluate(tree))
      return value instanceof CellError ? evaluate(fallback) : value
    },
  },
  ISERROR: {
    least: 1,
    most: 1,
    call: (evaluate, tree) => attempt(() => evaluate(tree)) instanceof CellError,
  },
  CHOOSE: {
    least: 2,
    most: Infinity,
    call: (evaluate, index, ...choices) => {
      const chosen = choices[toNumber(evaluate(index)) - 1]
      if (!chosen) throw errors.value('no such choice')
      return evaluate(chosen)
    },
  },
}

/** A CellError that is thrown becomes a value. */
export function attempt(action) {
  try {
    return action()
  } catch (error) {
    if (error instanceof CellError) return error
    throw error
  }
}

function checkCount(name, { least, most }, args) {
  if (args.length < least) throw errors.value(`${name} needs ${least} or more`)
  if (args.length > most) throw errors.value(`${name} takes ${most} at most`)
}

/** What a binary operator makes of two values. */
function operate(operator, left, right) {
  if (operator === '&') return toText(left) + toText(right)
  const compare = comparisons[operator]
  if (compare) return compare(compareValues(scalar(left), scalar(right)))
  const result = calculations[operator](toNumber(left), toNumber(right))
  if (!Number.isFinite(result)) throw errors.number()
  return result
}

const scalar = (value) => (Array.isArray(value) ? single(value) : value)

/**
 * @param {object} tree
 * @param {(key: string) => unknown} valueOf what a cell holds; null where it is empty
 * @returns a value; errors are returned, never thrown
 */
export function evaluateFormula(tree, valueOf) {
  const evaluate = (node) => {
    switch (node.type) {
      case 'number':
      case 'text':
      case 'boolean':
        return node.value
      case 'error':
        throw new CellError(node.code)
      case 'cell':
        return valueOf(cellKey(node.address))
      case 'range':
        return expandRange(node.from, node.to).map((row) => row.map((address) => valueOf(cellKey(address))))
      case 'percent':
        return toNumber(evaluate(node.operand)) / 100
      case 'unary': {
        const number = toNumber(evaluate(node.operand))
        return node.operator === '-' ? -number : number
      }
      case 'binary':
        return operate(node.operator, evaluate(node.left), evaluate(node.right))
      case 'call':
        return call(node)
      default:
        throw new TypeError(`no node: ${node.type}`)
    }
  }

  const call = ({ name, args }) => {
    const lazy = lazyFunctions[name]
    if (lazy) {
      checkCount(name, lazy, args)
      return lazy.call(evaluate, ...args)
    }
    const found = Object.hasOwn(functions, name) ? functions[name] : undefined
    if (!found) throw errors.name(name)
    checkCount(name, found, args)
    const values = args.map((arg) => evaluate(arg))
    for (const value of values) if (value instanceof CellError) throw value
    return found.call(...values)
  }

  return attempt(() => scalar(evaluate(tree)))
}
