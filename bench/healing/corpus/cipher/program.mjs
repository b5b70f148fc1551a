const alphabet = 'abcdefghijklmnopqrstuvwxyz'

function shift(letter, by) {
  const index = alphabet.indexOf(letter.toLowerCase())
  if (index === -1) return letter
  const shifted = alphabet[(index + by + alphabet.length) % alphabet.length]
  return letter === letter.toUpperCase() ? shifted.toUpperCase() : shifted
}

function apply(text, key, direction) {
  let used = 0
  return [...text]
    .map((letter) => {
      if (!/[a-z]/i.test(letter)) return letter
      const by = alphabet.indexOf(key[used % key.length].toLowerCase())
      used += 1
      return shift(letter, by * direction)
    })
    .join('')
}

/** Vigenère: each letter is moved by the next letter of the key; all else stays and uses up no key. */
export const encrypt = (text, key) => apply(text, key, 1)
export const decrypt = (text, key) => apply(text, key, -1)
