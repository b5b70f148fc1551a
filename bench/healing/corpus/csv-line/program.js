'use strict'

/** The fields of one line of CSV; a quoted field may hold commas, and quotes written twice. */
function parseLine(line) {
  const fields = []
  let field = ''
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const letter = line[i]
    if (quoted) {
      if (letter === '"' && line[i + 1] === '"') {
        field += '"'
        i++
      } else if (letter === '"') {
        quoted = false
      } else {
        field += letter
      }
    } else if (letter === '"') {
      quoted = true
    } else if (letter === ',') {
      fields.push(field)
      field = ''
    } else {
      field += letter
    }
  }
  if (quoted) throw new SyntaxError('a quote is not closed')
  fields.push(field)
  return fields
}

module.exports = { parseLine }
