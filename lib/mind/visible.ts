/**
 * Characters that act on a terminal or on the order of reading, or that say something nobody sees: controls, marks of
 * direction, zero widths, tags, halves of characters.
 */
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u{e0100}-\u{e01ef}]/gu

/** What turns text round on the page: it makes code read as what it is not. */
const turning = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}\u{e0100}-\u{e01ef}]/u

/** Control characters that no source is written with. */
const binary = /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/

const operatingSystem = /(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?/g
const controlSequence = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]/g
const escape = /\x1b[ -/]*[0-~]?/g

/** What a program printed, as a terminal would leave it: no colours, titles or links, and nothing that cannot be seen. */
export function printed(text: string): string {
  return text
    .replaceAll(operatingSystem, '')
    .replaceAll(controlSequence, '')
    .replaceAll(escape, '')
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(unseen, '')
}

/** Source as it can be read: what cannot be seen is written out, `\u{202e}`. Nothing is lost. */
export function asShown(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(unseen, written)
}

/** A name from outside for a sentence of ours: no letter passes for another, and no line ends. */
export function quoted(name: string): string {
  return `"${cutEnd(name.slice(0, 200).replaceAll(/[^\x20-\x7e]/gu, written), 80, '…')}"`
}

/** The first character of these lines that has no place in source, and was in none of the files before; null where there is none. */
export function strangeCharacter(text: string, before: readonly string[]): string | null {
  for (const kind of [binary, turning]) {
    const found = kind.exec(text)?.[0]
    if (found !== undefined && !before.some((source) => source.includes(found))) return written(found)
  }
  return null
}

/** The beginning of a text, at most `most` long with the mark of what is missing. */
export function cutEnd(text: string, most: number, mark = `\n… (cut: ${text.length} characters in all)`): string {
  return text.length <= most ? text : text.slice(0, Math.max(0, most - mark.length)).toWellFormed() + mark
}

/** The end of a text, at most `most` long with the mark of what is missing. */
export function cutStart(text: string, most: number, mark = `(cut: ${text.length} characters in all) …\n`): string {
  return text.length <= most ? text : mark + text.slice(text.length - Math.max(0, most - mark.length)).toWellFormed()
}

const written = (char: string): string => `\\u{${char.codePointAt(0)!.toString(16)}}`
