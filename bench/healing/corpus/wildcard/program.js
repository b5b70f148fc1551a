'use strict'

/** Whether a whole text fits a pattern: `?` is any letter, `*` any number of letters. */
function matches(pattern, text) {
  if (pattern === '') return text === ''
  const [first] = pattern
  if (first === '*') {
    return matches(pattern.slice(1), text) || (text !== '' && matches(pattern, text.slice(1)))
  }
  if (text === '') return false
  if (first !== '?' && first !== text[0]) return false
  return matches(pattern.slice(1), text.slice(1))
}

module.exports = { matches }
