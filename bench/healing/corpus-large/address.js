/** Addresses of cells: columns and rows are counted from 0, `B3` is column 1 and row 2. */

const pattern = /^(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d{0,6})$/

/** 0 → A, 25 → Z, 26 → AA. */
export function columnName(column) {
  let name = ''
  let rest = column + 1
  while (rest > 0) {
    const letter = (rest - 1) % 26
    name = String.fromCharCode(65 + letter) + name
    rest = Math.floor((rest - 1) / 26)
  }
  return name
}

export function columnIndex(name) {
  let index = 0
  for (const letter of name.toUpperCase()) {
    index = index * 26 + letter.charCodeAt(0) - 64
  }
  return index - 1
}

/** @returns {{ column: number, row: number, columnFixed: boolean, rowFixed: boolean } | null} */
export function parseAddress(text) {
  const match = pattern.exec(text)
  if (!match) return null
  const [, columnMark, letters, rowMark, digits] = match
  return {
    column: columnIndex(letters),
    row: Number(digits) - 1,
    columnFixed: columnMark === '$',
    rowFixed: rowMark === '$',
  }
}

/** `$B$3`, with a mark for each part that does not move. */
export function formatAddress({ column, row, columnFixed = false, rowFixed = false }) {
  const columnMark = columnFixed ? '$' : ''
  const rowMark = rowFixed ? '$' : ''
  return `${columnMark}${columnName(column)}${rowMark}${row + 1}`
}

/** The name that a cell is stored under, whatever marks were written. */
export const cellKey = ({ column, row }) => `${columnName(column)}${row + 1}`

/** The address that a formula shows after being copied; null where that lies outside of the sheet. */
export function moveAddress(address, columns, rows) {
  const column = address.columnFixed ? address.column : address.column + columns
  const row = address.rowFixed ? address.row : address.row + rows
  if (column < 0 || row < 0) return null
  return { ...address, column, row }
}

/** The corners of a rectangle, whichever two of them are given. */
export function normaliseRange(from, to) {
  return {
    left: Math.min(from.column, to.column),
    right: Math.max(from.column, to.column),
    top: Math.min(from.row, to.row),
    bottom: Math.max(from.row, to.row),
  }
}

/** Rows of addresses, from the top left to the bottom right. */
export function expandRange(from, to) {
  const { left, right, top, bottom } = normaliseRange(from, to)
  const rows = []
  for (let row = top; row <= bottom; row++) {
    const addresses = []
    for (let column = left; column <= right; column++) addresses.push({ column, row })
    rows.push(addresses)
  }
  return rows
}
