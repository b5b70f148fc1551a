'use strict'

/** `1-3, 5` in page numbers, in order and each once. Pages beyond `last` are left out. */
function parseRanges(text, last = Infinity) {
  const pages = new Set()
  for (const part of text.split(',')) {
    const [from, to = from] = part.split('-').map((number) => Number(number.trim()))
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 1) throw new SyntaxError(`no range: ${part}`)
    for (let page = from; page <= Math.min(to, last); page++) pages.add(page)
  }
  return [...pages].sort((a, b) => a - b)
}

/** The other way round: neighbours become a range. */
function formatRanges(pages) {
  const ranges = []
  for (const page of pages) {
    const range = ranges.at(-1)
    if (range && page === range.to + 1) range.to = page
    else ranges.push({ from: page, to: page })
  }
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
}

module.exports = { parseRanges, formatRanges }
