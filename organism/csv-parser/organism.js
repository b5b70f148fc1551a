// Reads comma-separated values as RFC 4180 has them: quoted fields may hold commas, line breaks and doubled quotes.

const shownRows = 16

/** The rows of a text, each a list of its fields. */
export function perform(text) {
  if (typeof text !== 'string') throw new TypeError('the text to parse must be a string')
  const rows = parse(text)
  for (const row of rows.slice(0, shownRows)) console.log(`\u001b[36m${JSON.stringify(row)}\u001b[0m`)
  console.log(`\u001b[32m${rows.length} rows\u001b[0m`)
  return rows
}

function parse(text) {
  const rows = []
  let row = []
  let at = 0
  while (at < text.length) {
    const { field, next } = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at)
    row.push(field)
    at = next
    if (text[at] === ',') {
      at += 1
      if (at < text.length) continue
      // A comma at the very end promises one more field, an empty one.
      row.push('')
    }
    rows.push(row)
    row = []
    at += lineBreakLength(text, at)
  }
  return rows
}

/** A field without quotes, up to the next comma or line break. */
function readPlain(text, start) {
  let end = start
  while (!endsField(text, end)) end += 1
  const field = text.slice(start, end)
  if (field.includes('"')) throw new RangeError(`line ${lineOf(text, start)}: a quote inside a field without quotes`)
  return { field, next: end }
}

/** A field in quotes; two quotes inside it mean one. */
function readQuoted(text, start) {
  let field = ''
  let at = start + 1
  while (at < text.length) {
    if (text[at] !== '"') {
      field += text[at]
      at += 1
    } else if (text[at + 1] === '"') {
      field += '"'
      at += 2
    } else {
      if (!endsField(text, at + 1)) throw new RangeError(`line ${lineOf(text, at)}: text after a closing quote`)
      return { field, next: at + 1 }
    }
  }
  throw new RangeError(`line ${lineOf(text, start)}: a quoted field is never closed`)
}

function endsField(text, at) {
  return at === text.length || text[at] === ',' || lineBreakLength(text, at) > 0
}

/** How many characters the line break here has; 0 where there is none. A carriage return alone is text. */
function lineBreakLength(text, at) {
  if (text[at] === '\n') return 1
  return text[at] === '\r' && text[at + 1] === '\n' ? 2 : 0
}

function lineOf(text, at) {
  return text.slice(0, at).split('\n').length
}
