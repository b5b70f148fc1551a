import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Lesson } from '../contract/lesson.ts'
import type { OrganismKind } from '../contract/organism.ts'
import type { Message } from '../contract/ports/model.ts'
import type { SpecWords } from '../contract/spec-words.ts'
import type { Verdict } from '../contract/verdict.ts'
import { formFor } from './answer-form.ts'
import { fenceChars, fenced, markFor } from './fence.ts'
import { showSource } from './show-source.ts'
import { tellSpec } from './tell-spec.ts'
import { asShown, cutEnd, cutStart, printed, quoted } from './visible.ts'

/** How an answer can be asked for. Whoever could not keep to one is asked for the next. */
export const answerForms = ['blocks', 'json', 'file'] as const
export type AnswerForm = (typeof answerForms)[number]
export type Goal = 'heal' | 'faster' | 'clearer'

/** An attempt that came to nothing. */
export interface Death {
  tried: string
  why: string
}

export interface Question {
  goal: Goal
  organism: { title: string; kind: OrganismKind; entry: string }
  /** The version that failed, or that is to be better. Only these files may be edited. */
  files: GenomeFiles
  /** null where nothing is wrong. */
  verdict: Verdict | null
  /** The end of what it printed when it failed; untrusted. */
  output: string
  /** null where a test file says what is right. */
  spec: SpecWords | null
  /** Texts of test files, by path; empty where there is a spec. They may not be edited. */
  tests: GenomeFiles
  /** The input that it failed on, as JSON; null where none is known. */
  failing: string | null
  /** Oldest first. */
  deaths: readonly Death[]
  lessons: readonly Lesson[]
  form: AnswerForm
}

export interface PutQuestion {
  /** Always two: the rules, which nothing from outside is in, and the question. */
  messages: Message[]
  /** JSON Schema of the answer, where it is to be JSON. */
  schema?: Record<string, unknown>
  /** Of the answer. */
  maxTokens: number
}

/** Characters of both messages together, at most. */
export const questionChars = 60_000
/** Our own words in both messages; the test that fills everything to the brim says whether that is enough. */
const ownChars = 9_000
const most = { source: 26_000, output: 4_000, failing: 2_000, crash: 3_500, spec: 6_000, tests: 6_000, names: 1_500 } as const
const deathsTold = 8
const deathChars = { tried: 600, why: 400 } as const
const lessonChars = { failure: 300, context: 1_500, edit: 2_000, why: 500 } as const
/** Below this, a part that is cut says nothing any more. */
const leastChars = 200

const templates = new nunjucks.Environment(new nunjucks.FileSystemLoader(fileURLToPath(new URL('./prompts/', import.meta.url))), {
  autoescape: false, throwOnUndefined: true, trimBlocks: true, lstripBlocks: true,
})

/** The question as a model is asked it. Same question, same words. */
export function putQuestion(question: Question): PutQuestion {
  const paths = Object.keys(question.files)
  const form = formFor(question.form, question.files)
  const parts = cutParts(question)
  const mark = markFor(parts.map(({ text }) => text))
  const of = (kind: Part['kind']): string[] => parts.filter((part) => part.kind === kind).map(({ what, text }) => fenced(mark, what, text))
  const one = (kind: Part['kind']): string | null => of(kind)[0] ?? null
  const shown = new Set(parts.filter(({ kind }) => kind === 'source').map(({ path }) => path))
  const words = {
    mark, form, goal: question.goal,
    open: namesOf(paths),
    hidden: namesOf(paths.filter((path) => !shown.has(path))),
    isWhole: parts.isWhole,
    leftOut: parts.leftOut.join(', '),
    example: nameOf(parts.find(({ kind }) => kind === 'source')?.path ?? paths[0] ?? question.organism.entry),
    data: {
      program: one('program'), crash: one('crash'), failing: one('failing'), output: one('output'), spec: one('spec'), deaths: one('deaths'),
      source: of('source'), tests: of('tests'), lessons: of('lessons'),
    },
  }
  return {
    messages: [{ role: 'system', text: templates.render('system.njk') }, { role: 'user', text: templates.render('question.njk', words) }],
    ...(form === 'json' ? { schema: schemaFor(paths) } : {}),
    maxTokens: form === 'file' ? Math.min(16_384, 1_024 + Math.ceil(Math.max(...Object.values(question.files).map(({ length }) => length)) / 2)) : 4_096,
  }
}

interface Part {
  kind: 'program' | 'crash' | 'output' | 'failing' | 'source' | 'spec' | 'tests' | 'deaths' | 'lessons'
  what: string
  text: string
  path?: string
}

/** All that comes from outside, within the room that there is: what matters most is given its room first. */
function cutParts({ organism, files, verdict, output, spec, tests, failing, deaths, lessons }: Question): Part[] & { isWhole: boolean; leftOut: string[] } {
  const parts: Part[] = []
  const leftOut: string[] = []
  let left = questionChars - ownChars
  const roomFor = (chars: number): number => Math.min(chars, left - fenceChars)
  const add = (part: Part, chars: number, cut = cutEnd): void => {
    if (part.text.length > roomFor(chars) && roomFor(chars) < leastChars) { leftOut.push(part.what); return }
    const text = cut(part.text, roomFor(chars))
    left -= text.length + fenceChars
    parts.push({ ...part, text })
  }

  add({ kind: 'program', what: 'the program', text: `title: ${line(organism.title)}\nkind: ${organism.kind}\nentry: ${line(organism.entry)}` }, 600)
  if (verdict) add({ kind: 'crash', what: 'the record of the failure', text: tellVerdict(verdict, files) }, most.crash)
  if (failing !== null) add({ kind: 'failing', what: 'the failing input', text: asShown(failing) }, most.failing)
  if (output.trim() !== '') add({ kind: 'output', what: 'output', text: printed(output.slice(-16 * most.output)).trimEnd() }, most.output, cutStart)
  const source = showSource(files, organism.entry, verdict?.frames ?? [], roomFor(most.source) - Object.keys(files).length * fenceChars)
  for (const { path, text } of source.files) add({ kind: 'source', what: `source of ${nameOf(path)}`, text, path }, most.source)
  if (spec) add({ kind: 'spec', what: 'the spec in words', text: tellSpec(spec) }, most.spec)
  const testPaths = Object.keys(tests)
  for (const path of testPaths) add({ kind: 'tests', what: `the test ${nameOf(path)}`, text: asShown(tests[path]!) }, Math.floor(most.tests / testPaths.length))
  if (deaths.length > 0) add({ kind: 'deaths', what: 'attempts that were refused', text: tellDeaths(deaths) }, deathsTold * (deathChars.tried + deathChars.why + 40))
  for (const [index, lesson] of lessons.entries()) add({ kind: 'lessons', what: `lesson ${index + 1}`, text: tellLesson(lesson) }, 5_000)
  return Object.assign(parts, { isWhole: source.isWhole && !leftOut.some((what) => what.startsWith('source')), leftOut: leftOut.length > 12 ? [...leftOut.slice(0, 12), `${leftOut.length - 12} more`] : leftOut })
}

function tellVerdict({ kind, summary, frames }: Verdict, files: GenomeFiles): string {
  const places = frames.map((frame) => {
    const code = Object.hasOwn(files, frame.file) ? files[frame.file]!.split('\n')[frame.line - 1] : undefined
    return `  ${line(frame.file)}:${frame.line}:${frame.column}${frame.function === null ? '' : ` in ${line(frame.function)}`}${code === undefined ? '' : `: ${cutEnd(asShown(code.trim()), 160, '…')}`}`
  })
  return [`kind: ${kind}`, `summary: ${cutEnd(printed(summary), 500, '…')}`, ...(places.length === 0 ? [] : ['frames, innermost first:', ...places])].join('\n')
}

function tellDeaths(deaths: readonly Death[]): string {
  const told = deaths.slice(-deathsTold)
  const earlier = deaths.length - told.length
  return [
    ...(earlier === 0 ? [] : [`(${earlier} earlier ${earlier === 1 ? 'one is' : 'ones are'} not told)`]),
    ...told.map(({ tried, why }, index) => `${earlier + index + 1}. tried: ${cutEnd(printed(tried), deathChars.tried)}\n   refused: ${cutEnd(printed(why), deathChars.why)}`),
  ].join('\n')
}

function tellLesson({ failure, context, edit, why }: Lesson): string {
  const { failure: failureChars, context: contextChars, edit: editChars, why: whyChars } = lessonChars
  return `failure: ${cutEnd(printed(failure), failureChars)}\nbefore:\n${cutEnd(asShown(context), contextChars)}\nedit that healed it:\n${cutEnd(asShown(edit), editChars)}\nwhy: ${cutEnd(printed(why), whyChars)}`
}

/** Only a file of the genome can be named, and nothing but these three in each edit. */
function schemaFor(paths: readonly string[]): Record<string, unknown> {
  const text = { type: 'string' }
  const edit = { type: 'object', properties: { file: { type: 'string', enum: paths }, search: text, replace: text }, required: ['file', 'search', 'replace'], additionalProperties: false }
  return { type: 'object', properties: { why: text, edits: { type: 'array', items: edit } }, required: ['why', 'edits'], additionalProperties: false }
}

/** A path that may stand among our own words: anything that is more than a path is quoted. */
const nameOf = (path: string): string => (/^[\w.\-/]{1,80}$/.test(path) ? path : quoted(path))

function namesOf(paths: readonly string[]): string {
  let names = ''
  for (const [index, path] of paths.entries()) {
    const next = `${index === 0 ? '' : ', '}${nameOf(path)}`
    if (names.length + next.length > most.names) return `${names} and ${paths.length - index} more`
    names += next
  }
  return names
}

const line = (text: string): string => cutEnd(printed(text).replaceAll(/\s+/g, ' '), 120, '…')
