import { withoutKey } from '../llm/quote.ts'

/** An answer on its way to the page: a provider that gives a key back, even piece by piece, gives it to nobody else. */
export class SpokenAnswer {
  text = ''
  #told = 0
  readonly #key: string | undefined
  readonly #tell: (offset: number, text: string) => void

  constructor(key: string | undefined, tell: (offset: number, text: string) => void) {
    this.#key = key?.trim() || undefined
    this.#tell = tell
  }

  add(piece: string): void {
    this.text += piece
    // What may be the beginning of a key waits for what comes after it.
    this.#tellTo(this.text.length - heldBack(this.text.slice(this.#told), this.#key))
  }

  end(): void {
    this.#tellTo(this.text.length)
  }

  #tellTo(end: number): void {
    if (end <= this.#told) return
    this.#tell(this.#told, withoutKey(this.text.slice(this.#told, end), this.#key))
    this.#told = end
  }
}

/** Characters at the end of a text that a key may begin with. */
function heldBack(text: string, key: string | undefined): number {
  if (key === undefined) return 0
  for (let length = Math.min(key.length - 1, text.length); length > 0; length -= 1) if (text.endsWith(key.slice(0, length))) return length
  return 0
}
