import { ModelError } from '../../contract/errors.ts'
import type { GenomeFiles } from '../../contract/genome.ts'
import type { Model } from '../../contract/ports/model.ts'
import type { Frame } from '../../contract/verdict.ts'
import { Dialogue } from '../../mind/dialogue.ts'
import { listen } from '../../mind/listen.ts'
import { whyNot } from './command-evaluator.ts'
import type { UserProgram } from './read-program.ts'
import type { Wall } from '../../process/command-wall.ts'
import type { CommandEnd } from '../../process/workspace.ts'

/** A language model that is asked to heal a file. */
export interface FileMind {
  /** `provider/model`. */
  name: string
  model: Model
  /** For all of its answers and their proofs, ms. */
  timeoutMs: number
  /** What it writes is run behind this, and nowhere else. null: in the open, where the user has said so. */
  wall: Wall | null
  /** Tokens as they come. */
  onText?: (text: string) => void
}

const mostQuestions = 4
/** An answer and its proof take longer than this. */
const leastMs = 1_000

/**
 * Asks a model for edits of the program until the real test command passes, behind walls: what it answers is hostile until
 * then. @returns why there is none
 */
export async function healByModel(
  program: UserProgram, failed: { output: string; why: string; frames: readonly Frame[] }, mind: FileMind, prove: (files: GenomeFiles) => Promise<CommandEnd>, stop: AbortSignal,
): Promise<{ files: GenomeFiles; reason: string } | { why: string }> {
  const started = performance.now()
  const suspects = Object.fromEntries(program.suspects.map((path) => [path, program.files[path] ?? '']))
  const [entry = ''] = program.suspects
  const dialogue = new Dialogue()
  let output = failed.output
  for (let nth = 0; nth < mostQuestions; nth += 1) {
    const timeoutMs = mind.timeoutMs - (performance.now() - started)
    if (timeoutMs < leastMs || stop.aborted) return { why: `${mind.name} had no more time` }
    try {
      const answer = await dialogue.ask({
        goal: 'heal', organism: { title: entry, kind: 'script', entry }, files: suspects, verdict: { kind: 'crash', summary: failed.why, signature: null, frames: failed.frames.slice(0, 10) },
        output, spec: null, tests: program.tests, failing: null, lessons: [],
      }, (order) => listen(mind.model.chat({ ...order, seed: nth + 1, timeoutMs, stop }), mind.onText))
      if ('refused' in answer) continue
      const end = await prove({ ...program.files, ...answer.files })
      if (end.ok) return { files: { ...program.files, ...answer.files }, reason: answer.why || 'it gave no reason' }
      output = end.output
      dialogue.died(whyNot(end))
    } catch (error) {
      if (error instanceof ModelError) return { why: error.message }
      throw error
    }
    if (dialogue.isStuck) return { why: `${mind.name} is stuck: the same answer died of the same twice` }
  }
  return { why: `${mind.name} was asked ${mostQuestions} times, and no answer passes: ${dialogue.lastDeath}` }
}
