const partners = { ')': '(', ']': '[', '}': '{' }
const openers = new Set(Object.values(partners))

/** Whether every bracket in a text is closed by its partner, in the right order. */
export function isBalanced(text) {
  const open = []
  for (const letter of text) {
    if (openers.has(letter)) {
      open.push(letter)
    } else if (letter in partners && open.pop() !== partners[letter]) {
      return false
    }
  }
  return open.length === 0
}
