'use strict'

/** `aaab` becomes `3a1b`. */
function encode(text) {
  let encoded = ''
  let count = 0
  for (let i = 0; i < text.length; i++) {
    count++
    if (text[i] !== text[i + 1]) {
      encoded += count + text[i]
      count = 0
    }
  }
  return encoded
}

function decode(encoded) {
  return encoded.replace(/(\d+)(\D)/g, (_, count, letter) => letter.repeat(Number(count)))
}

module.exports = { encode, decode }
