/** A sheet of cells that keeps its values up to date. */
import { cellKey, columnName, expandRange, parseAddress } from './address.js'
import { evaluateFormula } from './evaluate.js'
import { parseFormula, referencesOf } from './parse.js'
import { formatValue, moveFormula, printFormula } from './print.js'
import { FormulaError } from './tokenize.js'
import { CellError, errors, parseInput } from './values.js'

/** Which cells look at which others. */
class Dependencies {
  #needs = new Map()
  #neededBy = new Map()

  set(key, needs) {
    for (const old of this.#needs.get(key) ?? []) this.#neededBy.get(old)?.delete(key)
    this.#needs.set(key, needs)
    for (const need of needs) {
      if (!this.#neededBy.has(need)) this.#neededBy.set(need, new Set())
      this.#neededBy.get(need).add(key)
    }
  }

  neededBy(key) {
    return [...(this.#neededBy.get(key) ?? [])].sort()
  }

  /**
   * All cells that change with the given ones, each after those that it looks at.
   * @returns {{ order: string[], circular: Set<string> }} `circular`: those that need themselves
   */
  affectedBy(keys) {
    const affected = new Set()
    const queue = [...keys]
    while (queue.length > 0) {
      const key = queue.shift()
      if (affected.has(key)) continue
      affected.add(key)
      queue.push(...this.neededBy(key))
    }
    const waitsFor = new Map()
    for (const key of affected) {
      waitsFor.set(key, (this.#needs.get(key) ?? []).filter((need) => affected.has(need)).length)
    }
    const order = []
    const ready = [...affected].filter((key) => waitsFor.get(key) === 0)
    while (ready.length > 0) {
      const key = ready.shift()
      order.push(key)
      for (const other of this.neededBy(key)) {
        waitsFor.set(other, waitsFor.get(other) - 1)
        if (waitsFor.get(other) === 0) ready.push(other)
      }
    }
    const circular = new Set([...affected].filter((key) => waitsFor.get(key) > 0))
    return { order, circular }
  }
}

const keyOf = (name) => {
  const address = parseAddress(name)
  if (!address) throw new RangeError(`no cell: ${name}`)
  return cellKey(address)
}

export class Sheet {
  #cells = new Map()
  #dependencies = new Dependencies()
  #undo = []
  #redo = []
  #listeners = new Set()

  /** Puts what was typed into a cell; a formula begins with an equals sign. */
  set(name, input) {
    const key = keyOf(name)
    this.#undo.push({ key, before: this.input(key), after: input })
    this.#redo = []
    this.#write(key, input)
    return this
  }

  /** Several cells at once: `{ A1: '1', B1: '=A1' }`. */
  setAll(inputs) {
    for (const [name, input] of Object.entries(inputs)) this.set(name, input)
    return this
  }

  value(name) {
    return this.#cells.get(keyOf(name))?.value ?? null
  }

  /** What was typed. */
  input(name) {
    return this.#cells.get(keyOf(name))?.input ?? ''
  }

  /** As it is shown; with a pattern of its own, or the cell's. */
  text(name, pattern = this.#cells.get(keyOf(name))?.pattern) {
    return formatValue(this.value(name), pattern)
  }

  setPattern(name, pattern) {
    const key = keyOf(name)
    const cell = this.#cells.get(key) ?? { input: '', tree: null, value: null }
    this.#cells.set(key, { ...cell, pattern })
    return this
  }

  /** Copies a cell; what its formula looks at moves along, unless it is fixed. */
  copy(from, to) {
    const [source, target] = [parseAddress(from), parseAddress(to)]
    if (!source || !target) throw new RangeError(`no cell: ${source ? to : from}`)
    const cell = this.#cells.get(cellKey(source))
    if (!cell?.tree) return this.set(to, cell?.input ?? '')
    const moved = moveFormula(cell.tree, target.column - source.column, target.row - source.row)
    return this.set(to, `=${printFormula(moved)}`)
  }

  /** Copies a cell to each cell of a range. */
  fill(from, range) {
    const [start, end] = range.split(':').map((name) => parseAddress(name))
    if (!start || !end) throw new RangeError(`no range: ${range}`)
    for (const address of expandRange(start, end).flat()) {
      const key = cellKey(address)
      if (key !== keyOf(from)) this.copy(from, key)
    }
    return this
  }

  /** @returns whether there was something to undo */
  undo() {
    const change = this.#undo.pop()
    if (!change) return false
    this.#redo.push(change)
    this.#write(change.key, change.before)
    return true
  }

  redo() {
    const change = this.#redo.pop()
    if (!change) return false
    this.#undo.push(change)
    this.#write(change.key, change.after)
    return true
  }

  /** Calls back with the names of cells whose value has changed. @returns a function that ends it */
  onChange(listener) {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** How many columns and rows there are up to the last one that is used. */
  get size() {
    let [columns, rows] = [0, 0]
    for (const [key, cell] of this.#cells) {
      if (cell.input === '') continue
      const { column, row } = parseAddress(key)
      columns = Math.max(columns, column + 1)
      rows = Math.max(rows, row + 1)
    }
    return { columns, rows }
  }

  /** Values as they are shown, between commas; quoted where they need it. */
  toCsv() {
    const { columns, rows } = this.size
    const lines = []
    for (let row = 0; row < rows; row++) {
      const fields = Array.from({ length: columns }, (_, column) => this.text(`${columnName(column)}${row + 1}`))
      lines.push(fields.map(quoteField).join(','))
    }
    return lines.join('\n')
  }

  #write(key, input) {
    const { tree, value } = read(input)
    const pattern = this.#cells.get(key)?.pattern
    this.#cells.set(key, { input, tree, value, ...(pattern && { pattern }) })
    this.#dependencies.set(key, tree ? referencesOf(tree) : [])
    this.#recalculate(key)
  }

  #recalculate(changed) {
    const { order, circular } = this.#dependencies.affectedBy([changed])
    const told = new Set([changed])
    for (const key of circular) this.#store(key, errors.circle(), told)
    for (const key of order) {
      const cell = this.#cells.get(key)
      if (cell?.tree) this.#store(key, evaluateFormula(cell.tree, (other) => this.value(other)), told)
    }
    for (const listener of this.#listeners) listener([...told].sort())
  }

  #store(key, value, told) {
    const cell = this.#cells.get(key)
    if (!isSame(cell.value, value)) told.add(key)
    cell.value = value
  }
}

/** The tree of a formula, or the value of all else. A formula that cannot be read is an error. */
function read(input) {
  if (!input.startsWith('=')) return { tree: null, value: parseInput(input) }
  try {
    return { tree: parseFormula(input.slice(1)), value: null }
  } catch (error) {
    if (error instanceof FormulaError) return { tree: null, value: new CellError('#ERROR!', error.message) }
    throw error
  }
}

const isSame = (a, b) => Object.is(a, b) || (a instanceof CellError && b instanceof CellError && a.code === b.code)

const quoteField = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A sheet from lines of CSV, the first field in A1. */
export function sheetFromCsv(csv) {
  const sheet = new Sheet()
  parseCsv(csv).forEach((fields, row) => {
    fields.forEach((field, column) => {
      if (field !== '') sheet.set(`${columnName(column)}${row + 1}`, field)
    })
  })
  return sheet
}

function parseCsv(csv) {
  const rows = [[]]
  let field = ''
  let isQuoted = false
  for (let i = 0; i < csv.length; i++) {
    const letter = csv[i]
    if (isQuoted && letter === '"' && csv[i + 1] === '"') {
      field += '"'
      i++
    } else if (letter === '"') {
      isQuoted = !isQuoted
    } else if (!isQuoted && (letter === ',' || letter === '\n')) {
      rows.at(-1).push(field)
      field = ''
      if (letter === '\n') rows.push([])
    } else {
      field += letter
    }
  }
  rows.at(-1).push(field)
  return rows
}
