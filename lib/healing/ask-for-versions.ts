import type { Case } from '../contract/case.ts'
import { ModelError } from '../contract/errors.ts'
import type { Attempt } from '../contract/incident.ts'
import type { Lesson } from '../contract/lesson.ts'
import type { Seat } from '../contract/model.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import type { Mind } from '../contract/ports/mind.ts'
import type { SpecWords } from '../contract/spec-words.ts'
import type { Organism } from '../contract/spec.ts'
import { whole } from '../contract/whole.ts'
import { freshSeed } from './fresh-seed.ts'
import type { Candidate, Turn } from './rung.ts'
import { chooseLessons } from '../mind/choose-lessons.ts'
import { Dialogue } from '../mind/dialogue.ts'
import { failureOf } from '../mind/make-lesson.ts'

export interface MindPorts {
  clock: Clock
  mind: Mind
  genomes: Pick<Genomes, 'files'>
  /** What an organism has to do, in words. */
  words: (organism: Organism) => SpecWords
  /** The end of what it printed when it failed. */
  printed: (organism: string) => string
  lessons: () => readonly Lesson[]
}

/** Of one incident. A model that has not found it by then is asked in vain. */
const mostQuestions = 4
/** An answer takes longer than this. */
const leastMs = 1_000
/** Of the rung's time, for what is done beside waiting for the model: its limit holds with that. */
const ownMs = 100

/**
 * What a language model makes of a failure, version by version: each question tells what the last answers died of. An
 * answer that cannot be used is an attempt too, with its reason.
 */
export async function* askForVersions(seat: Seat, sick: Case, tried: readonly Attempt[], { budgetMs, stop }: Turn, ports: MindPorts): AsyncGenerator<Candidate, string, void> {
  const { clock, mind, genomes, words, printed, lessons } = ports
  const started = clock.mono()
  const name = mind.nameOf(seat) ?? seat
  const files = whole(() => genomes.files(sick.genome))
  if (files === null) return 'its files are damaged on disk'
  const { organism, verdict, incident } = sick
  const asked = {
    goal: 'heal' as const, organism: { title: organism.manifest.title, kind: organism.manifest.kind, entry: organism.manifest.entry }, files, verdict,
    output: printed(organism.id), spec: words(organism), tests: {},
    failing: sick.failing === null || sick.poisoned ? null : JSON.stringify(sick.failing.task),
    lessons: seat === 'teacher' ? [] : chooseLessons(lessons(), failureOf(verdict, files)),
  }
  const dialogue = new Dialogue()

  for (let nth = 0; nth < mostQuestions; nth += 1) {
    const timeoutMs = budgetMs - ownMs - (clock.mono() - started)
    if (timeoutMs < leastMs) return `its ${budgetMs} ms are spent`
    const hindrance = mind.hindrance(seat)
    if (hindrance !== null) return hindrance
    const others = tried.filter(({ rung, accepted }) => rung !== seat && !accepted).map((one) => ({ tried: `${one.rung}: ${one.tried}`, why: one.why }))
    try {
      const { end: { call }, ...answer } = await dialogue.ask(asked, (order) => mind.ask(seat, 'heal', { organism: organism.id, incident }, { ...order, seed: freshSeed(sick.seed, nth), timeoutMs, stop }), others)
      if ('refused' in answer) {
        yield { kind: 'unusable', tried: `an answer of ${name}`, why: answer.refused, call }
      } else {
        const reason = (answer.why || `what ${name} wrote`).slice(0, 300)
        yield { kind: 'genome', origin: seat, tried: `${name}: ${reason}`.slice(0, 300), files: answer.files, from: null, reason, call }
        dialogue.died(tried.at(-1)?.why ?? 'it was refused')
      }
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      yield { kind: 'unusable', tried: `asked ${name}`, why: error.message }
      return error.message
    }
    if (dialogue.isStuck) return `${name} is stuck: the same answer died of the same twice`
  }
  return `${name} was asked ${mostQuestions} times, and nothing held`
}
