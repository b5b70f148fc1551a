import type { GenomeFiles } from '../contract/genome.ts'
import type { ChatEnd } from '../contract/ports/model.ts'
import { formFor } from './answer-form.ts'
import type { Edit, Reading, UnnamedEdit } from './edit.ts'
import { elisionIn } from './elision.ts'
import type { AnswerForm } from './question.ts'
import { hasBlocks, readBlocks } from './read-blocks.ts'
import { readJsonEdits } from './read-json-edits.ts'
import { readWholeFile } from './read-whole-file.ts'
import { cutEnd, printed, quoted, strangeCharacter } from './visible.ts'

const most = { chars: 400_000, edits: 40, sameLines: 2_000, whyChars: 500, refusedChars: 480 } as const
/** An answer whose end is the same few characters over and over never found its end. */
const loop = { chars: 20_000, period: 400 } as const
/** Of the lines of a file, what at least has to be there again where nobody asked for the whole of it. */
const leastShare = 0.5

export type Answer = { edits: Edit[]; why: string } | { refused: string }

/**
 * What a model's answer asks for, in whichever form it is written. What is harmless is put right; whatever leaves open
 * what is meant is refused, with a reason that helps the next attempt. Never throws, and names no file but those given.
 */
export function readAnswer(text: string, { files, form: wished, finish }: { files: GenomeFiles; form: AnswerForm; finish: ChatEnd['finish'] }): Answer {
  const form = formFor(wished, files)
  const reading = readText(text, files, form, finish)
  const settled = 'refused' in reading ? reading : settle(reading.edits, files, form)
  if ('refused' in settled) return { refused: cutEnd(printed(settled.refused), most.refusedChars, '…') }
  const why = 'refused' in reading ? '' : reading.why
  return { edits: settled.edits, why: cutEnd(printed(why.slice(0, 4 * most.whyChars)).replaceAll(/\s+/g, ' ').trim(), most.whyChars, '…') }
}

function readText(raw: string, files: GenomeFiles, form: AnswerForm, finish: ChatEnd['finish']): Exclude<Reading, null> {
  if (raw.length > most.chars) return { refused: `the answer is ${raw.length} characters long: answer with the edit alone` }
  if (raw.includes('\0')) return { refused: 'the answer is binary: it has NUL characters in it' }
  const looped = repetitionIn(raw)
  if (looped !== null) return { refused: looped }
  const text = withoutThinking(raw.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n'), files).trim()
  if (text === '') return { refused: raw.trim() === '' ? 'the answer is empty' : 'the answer is nothing but thinking: think less, and write the edit' }

  const blocks = (): Reading => readBlocks(text)
  const json = (): Reading => readJsonEdits(text, finish === 'length')
  const whole = (): Reading => (hasBlocks(text) ? null : readWholeFile(text, files))
  for (const read of form === 'json' ? [json, blocks, whole] : [blocks, json, whole]) {
    const reading = read()
    if (reading !== null) return reading
  }
  return { refused: `${whatElse(text)}: ${wanted[form]}` }
}

const wanted: Record<AnswerForm, string> = {
  blocks: 'answer with FILE: and blocks of <<<<<<< SEARCH, =======, >>>>>>> REPLACE',
  json: 'answer with one JSON object that has "why" and "edits"',
  file: 'answer with FILE: and the whole new text of that file in one fence',
}

/** What an answer is that has no edit in it. */
function whatElse(text: string): string {
  if (/^<(?:!doctype|html)\b/i.test(text)) return 'the answer is an HTML page'
  if (/<(?:tool_call|function_calls?|tool_use|invoke|tool)\b|"(?:tool_calls?|function_call|tool_name)"\s*:|\{\s*"name"\s*:[^}]{0,200}"(?:arguments|parameters|input)"\s*:/i.test(text)) return 'the answer calls a tool, and there are none'
  if (/^(?:--- |\+\+\+ |diff --git|@@ )/m.test(text)) return 'the answer is a diff'
  return 'no edit is in the answer'
}

function repetitionIn(text: string): string | null {
  let [same, last]: [number, string] = [0, '']
  for (const line of text.split('\n')) {
    same = line.trim() === last ? same + 1 : 1
    last = line.trim()
    if (same > most.sameLines) return `the answer repeats one line more than ${most.sameLines} times: it never found its end`
  }
  const end = text.slice(-loop.chars)
  if (end.length < loop.chars) return null
  for (let period = 1; period <= loop.period; period += 1) if (end.startsWith(end.slice(period))) return 'the answer repeats itself to its end: it never found one'
  return null
}

/** Reasoning models think aloud first: drafts, which are not the answer. */
function withoutThinking(text: string, files: GenomeFiles): string {
  if (Object.values(files).some((source) => /<\/?(?:think|thinking|reasoning)>/i.test(source))) return text
  // The opening mark may have been a part of the question; what was never closed goes on to the end.
  return text
    .replaceAll(/<(think|thinking|reasoning)>[^]*?(?:<\/\1>|$)/gi, '')
    .replace(/^[^]*<\/(?:think|thinking|reasoning)>/i, '')
}

/** Every edit with its file and with nothing in it that has no place in the program, or why not. */
function settle(unnamed: readonly UnnamedEdit[], files: GenomeFiles, form: AnswerForm): { edits: Edit[] } | { refused: string } {
  if (unnamed.length > most.edits) return { refused: `${unnamed.length} edits, and ${most.edits} are the most: change less` }
  const edits: Edit[] = []
  for (const one of unnamed) {
    const file = fileOf(one.file, files)
    if (typeof file !== 'string') return file
    const edit = 'whole' in one ? settleWhole(file, one.whole, files, form) : settleBlock(file, one, files)
    if ('refused' in edit) return edit
    edits.push(edit)
  }
  return { edits }
}

/** The file that is meant, by its own name; `./x`, `a/x` and a name in quotes are the same file. */
function fileOf(named: string | null, files: GenomeFiles): string | { refused: string } {
  const paths = Object.keys(files)
  if (named === null) return paths.length === 1 ? paths[0]! : { refused: `an edit does not say which file it is for: ${listed(paths)}` }
  const bare = named.trim().replace(/\s+\([^)]*\)$/, '').replace(/^[*_`"'<]+/, '').replace(/[*_`"'>]+:?$/, '')
  for (const path of [bare, bare.replace(/^\.\//, ''), bare.replace(/^[ab]\//, '')]) if (Object.hasOwn(files, path)) return path
  const isTest = /(?:^|[\/._-])(?:tests?|specs?|__tests__)(?:[\/._-]|$)/i.test(bare)
  return { refused: isTest ? `${quoted(bare)} is what the program is judged by and may not be edited: only ${listed(paths)}` : `there is no file ${quoted(bare)}: edit only ${listed(paths)}` }
}

function settleBlock(file: string, edit: { search: string; replace: string }, files: GenomeFiles): Edit | { refused: string } {
  const [search, replace] = withoutNumbers(lineEnds(edit.search), lineEnds(edit.replace), files[file]!)
  if (search.trim() === '') {
    if (replace.trim() === '') return { refused: `an edit of ${quoted(file)} is empty` }
    // There is nothing to search for in it.
    return files[file]!.trim() === '' ? settleWhole(file, replace, files, 'file') : { refused: `an edit of ${quoted(file)} searches for nothing: say which lines it takes the place of` }
  }
  if (search === replace) return { refused: `an edit of ${quoted(file)} puts back just what it takes out` }
  const wrong = wrongIn(file, `${search}\n${replace}`, files)
  return wrong ?? { file, search, replace }
}

function settleWhole(file: string, text: string, files: GenomeFiles, form: AnswerForm): Edit | { refused: string } {
  const whole = lineEnds(text)
  if (whole.trim() === '') return { refused: `the new text of ${quoted(file)} is empty` }
  if (/^\s*<(?:!doctype|html)\b/i.test(whole) && !/\.(?:html?|xml|svg|vue|svelte)$/.test(file)) return { refused: `the new text of ${quoted(file)} is an HTML page` }
  const [now, then] = [contentLines(files[file]!), contentLines(whole)]
  const kept = new Set(then)
  if (now.length >= 5 && !now.some((line) => kept.has(line))) return { refused: `the new text of ${quoted(file)} has nothing of the old one: it is not that file` }
  if (form !== 'file' && then.length < now.length * leastShare) return { refused: `the new text of ${quoted(file)} is only a part of it: write SEARCH and REPLACE blocks, or all of its lines` }
  return wrongIn(file, whole, files) ?? { file, whole }
}

function wrongIn(file: string, text: string, files: GenomeFiles): { refused: string } | null {
  const before = [files[file]!]
  const strange = strangeCharacter(text, before)
  if (strange !== null) return { refused: `an edit of ${quoted(file)} has a character in it that cannot be seen: ${strange}` }
  const elided = elisionIn(text, before, /\.pyi?$/.test(file))
  return elided === null ? null : { refused: `"${cutEnd(elided, 100, '…')}" stands for code in an edit of ${quoted(file)}: write out every line, or make the block smaller` }
}

/** The numbers that a long source is shown with, copied along. */
function withoutNumbers(search: string, replace: string, source: string): [string, string] {
  const number = /^ *\d+ \| ?/
  const lines = search.replace(/\n$/, '').split('\n')
  if (!lines.every((line) => number.test(line)) || source.split('\n').some((line) => number.test(line))) return [search, replace]
  const bare = (text: string): string => text.split('\n').map((line) => line.replace(number, '')).join('\n')
  return [bare(search), bare(replace)]
}

const lineEnds = (text: string): string => text.replaceAll('\r\n', '\n')
const contentLines = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '')

function listed(paths: readonly string[]): string {
  const some = paths.slice(0, 5).map(quoted).join(', ')
  return paths.length > 5 ? `${some} and ${paths.length - 5} more` : some
}
