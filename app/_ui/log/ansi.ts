import Anser from 'anser'
import { visible } from './visible.ts'

/** A piece of a line with one look. Only ever rendered as text. */
export interface Span {
  text: string
  /** A CSS colour; null: the line's own. */
  color: string | null
  isBold: boolean
  isDim: boolean
  isItalic: boolean
  isUnderlined: boolean
}

/** Longer lines are shown up to here; the buffer keeps them whole. */
export const shownLength = 2000

/**
 * A line of output as spans. SGR colours become colours of this page that can be read on its ground; background
 * colours and hiding are not obeyed, since both can make text vanish; every other sequence is shown as it is.
 */
export function readAnsi(line: string): Span[] {
  const text = line.slice(0, shownLength)
  if (!text.includes('\x1b')) return text === '' ? [] : [{ ...unstyled, text: visible(text) }]
  return Anser.ansiToJson(keepColours(text), { json: true, remove_empty: true, use_classes: true }).map((entry) => ({
    text: entry.content,
    color: colorOf(entry.fg, entry.fg_truecolor),
    isBold: entry.decorations.includes('bold'),
    isDim: entry.decorations.includes('dim'),
    isItalic: entry.decorations.includes('italic'),
    isUnderlined: entry.decorations.includes('underline'),
  }))
}

/** The line without its colours, all else visible: what search looks at, and what is copied. */
export function plainText(line: string): string {
  return visible(line.replace(sgr, ''))
}

const unstyled = { color: null, isBold: false, isDim: false, isItalic: false, isUnderlined: false }
const sgr = /\x1b\[[0-9;:]*m/g

/** Colour sequences stay for the parser; between them all that acts is made visible, so that it finds no other. */
function keepColours(text: string): string {
  let out = ''
  let from = 0
  for (const match of text.matchAll(sgr)) {
    out += visible(text.slice(from, match.index)) + match[0]
    from = match.index + match[0].length
  }
  return out + visible(text.slice(from))
}

const named: Record<string, string | null> = {
  'ansi-black': 'var(--color-mist)', 'ansi-red': 'var(--color-alarm)', 'ansi-green': 'var(--color-healthy)', 'ansi-yellow': 'var(--color-degraded)',
  'ansi-blue': '#7fb4ff', 'ansi-magenta': 'var(--color-reverted)', 'ansi-cyan': '#5fdcdc', 'ansi-white': null,
}

function colorOf(fg: string | null, truecolor: string | null): string | null {
  if (!fg) return null
  const palette = /^ansi-palette-(\d+)$/.exec(fg)
  if (palette) return readable(cube(Number(palette[1])))
  if (fg === 'ansi-truecolor') return readable((truecolor ?? '').split(',').map(Number))
  return named[fg.replace('bright-', '')] ?? null
}

/** xterm's colours 16 to 255. */
function cube(index: number): number[] {
  if (index >= 232) return Array(3).fill(8 + (index - 232) * 10) as number[]
  const level = (n: number): number => (n === 0 ? 0 : 55 + n * 40)
  const n = index - 16
  return [level(Math.floor(n / 36)), level(Math.floor(n / 6) % 6), level(n % 6)]
}

/** The colour, mixed with white until it keeps 4.5:1 on the panel. */
function readable(rgb: number[]): string | null {
  if (rgb.length !== 3 || !rgb.every((n) => n >= 0 && n <= 255)) return null
  for (let white = 0; white <= 1; white += 0.1) {
    const mixed = rgb.map((n) => Math.round(n + (255 - n) * white))
    if (luminance(mixed) >= 0.23) return `rgb(${mixed.join(' ')})`
  }
  return null
}

function luminance(rgb: number[]): number {
  const [r, g, b] = rgb.map((n) => (n <= 10 ? n / 255 / 12.92 : ((n / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
