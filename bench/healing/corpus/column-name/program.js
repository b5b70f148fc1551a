'use strict'

/** 1 → A, 26 → Z, 27 → AA: columns as a spreadsheet names them. */
function columnName(number) {
  let name = ''
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  }
  return name
}

function columnNumber(name) {
  let number = 0
  for (const letter of name.toUpperCase()) {
    number = number * 26 + (letter.charCodeAt(0) - 64)
  }
  return number
}

module.exports = { columnName, columnNumber }
