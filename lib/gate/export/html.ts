/** Text that is markup already: made by {@link html}, or of ours alone. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | Markup | null | false | readonly Part[]

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/**
 * Text as text: no markup, and nothing in it that would reorder or hide what stands around it. Line breaks and tabs
 * stay.
 */
const escape = (text: string): string => text
  .replaceAll(/[&<>"']/g, (char) => entities[char]!)
  .replaceAll(/(?![\n\t])\p{C}|[\u2028\u2029]/gu, (char) => `‹U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}›`)

const render = (part: Part): string => {
  if (part instanceof Markup) return part.text
  if (part === null || part === false) return ''
  return typeof part === 'object' ? part.map(render).join('') : escape(String(part))
}

/** Markup with texts in it: whatever is put in and is not markup itself is escaped. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Markup =>
  new Markup(strings.map((string, index) => string + (index < parts.length ? render(parts[index]!) : '')).join(''))
