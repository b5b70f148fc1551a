'use strict'

const header = 'Mo Tu We Th Fr Sa Su'

/** A month as lines of text, weeks from Monday to Sunday. Months are counted from 1. */
function calendarMonth(year, month) {
  const first = new Date(Date.UTC(year, month - 1, 1))
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const blanks = (first.getUTCDay() + 6) % 7
  const cells = [
    ...Array(blanks).fill('  '),
    ...Array.from({ length: days }, (_, i) => String(i + 1).padStart(2)),
  ]
  const lines = [header]
  for (let i = 0; i < cells.length; i += 7) lines.push(cells.slice(i, i + 7).join(' '))
  return lines
}

module.exports = { calendarMonth }
