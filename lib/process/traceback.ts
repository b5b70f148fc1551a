import type { GenomeFiles } from '../contract/genome.ts'
import type { Failure } from '../contract/run.ts'

/** The text comes from the program: it may be anything. Nothing beyond these bounds is even looked at. */
const bounds = { chars: 64_000, lineChars: 2_000, messageChars: 4_000, stackChars: 16_000 } as const

const head = /^\s*Traceback \(most recent call last\):$/
/** Of what does not parse, the last line of this form names no function. */
const frameLine = /^ {2}File "\/organism\/([\w.\-/]{1,200})", line (\d{1,7})(?:, in (.{1,200}))?$/
const anyFrame = /^ {2}File ".+", line \d+/
/** The class with its module, and what it says, if anything. */
const last = /^([A-Za-z_][\w.]{0,199})(?:: (.*))?$/
const chained = /^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):$/
const unparsed: ReadonlySet<string> = new Set(['SyntaxError', 'IndentationError', 'TabError'])

interface Frame { file: string; line: number; called: string | null }
interface Block { frames: Frame[]; thrown: { name: string; message: string } | null }

/**
 * What a program in Python printed before it ended badly, in the form of any failure: the frames that lie in the
 * service's own files, innermost first. Of exceptions that led to each other it is the last, which nobody caught.
 * @returns null where the text tells of none
 */
export function failureInTraceback(text: string, files: GenomeFiles): Failure | null {
  const blocks = blocksOf(text.slice(-bounds.chars).split('\n').map((line) => line.slice(0, bounds.lineChars).trimEnd())).map((lines) => blockOf(lines, files))
  const ending = blocks.at(-1)
  if (ending === undefined) return null
  const { name, message } = ending.thrown ?? { name: 'Error', message: 'it was cut off while it told why it ends' }
  // Raised far from here, it may have come of something nearer.
  const frames = blocks.findLast((block) => block.frames.length > 0)?.frames ?? []
  const isUnparsed = unparsed.has(name) && frames[0]?.called === null
  const phase = isUnparsed ? 'parse' : frames.length > 0 && frames.every(({ called }) => called === '<module>') ? 'load' : 'uncaught'
  const places = frames.map(({ file, line, called }) => `    at ${called === null ? `organism/${file}:${line}:1` : `${called} (organism/${file}:${line}:1)`}`)
  return { phase, name, message, stack: [message === '' ? name : `${name}: ${message}`, ...places].join('\n').slice(0, bounds.stackChars), code: null }
}

/** Each begins with its head; the first one may have lost it, or never had one. */
function blocksOf(lines: readonly string[]): string[][] {
  const heads = lines.flatMap((line, index) => (head.test(line) ? [index] : []))
  const first = lines.findIndex((line) => anyFrame.test(line))
  const starts = first !== -1 && first < (heads[0] ?? Infinity) ? [first, ...heads] : heads
  return starts.map((start, nth) => lines.slice(start, starts[nth + 1]))
}

function blockOf(lines: readonly string[], files: GenomeFiles): Block {
  const frames = lines.flatMap((line): Frame[] => {
    const [, file = '', number, called = null] = frameLine.exec(line) ?? []
    return Object.hasOwn(files, file) ? [{ file, line: Number(number), called }] : []
  })
  // Source lines are indented; what ended it is not.
  const below = lines.slice(lines.findLastIndex((line) => anyFrame.test(line)) + 1)
  const at = below.findIndex((line) => last.test(line))
  const [, name = '', first = ''] = last.exec(below[at] ?? '') ?? []
  if (name === '') return { frames: frames.reverse(), thrown: null }
  const more = below.slice(at + 1)
  const end = more.findIndex((line) => chained.test(line))
  const message = [first, ...more.slice(0, end === -1 ? undefined : end)].join('\n').trimEnd().slice(0, bounds.messageChars)
  return { frames: frames.reverse(), thrown: { name: name.split('.').at(-1) ?? name, message } }
}
