/** Characters of an answer that are shown while it comes; the whole of it is in the ledger when it has ended. */
const mostShown = 40_000

/** A stretch of an answer, and how many characters of it came before and are not here. */
export interface Thought { text: string; from: number }

/** With one piece more. What was lost on the way, or is too long ago, counts as not here. */
export function addPiece({ text, from }: Thought, { offset, text: piece }: { offset: number; text: string }): Thought {
  const whole = from + text.length === offset ? { text: text + piece, from } : { text: piece, from: offset }
  const excess = whole.text.length - mostShown
  return excess > 0 ? { text: whole.text.slice(excess), from: whole.from + excess } : whole
}
