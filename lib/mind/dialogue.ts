import type { GenomeFiles } from '../contract/genome.ts'
import type { ChatEnd, ChatOrder } from '../contract/ports/model.ts'
import { applyEdits } from './apply-edits.ts'
import { answerForms, putQuestion, type Death, type Question } from './question.ts'
import { readAnswer } from './read-answer.ts'
import { isStuck } from './stuck.ts'

/** What was told of an answer to whoever gave it is cut to this. Characters. */
const told = 2_000

/** What is asked about, without what was answered so far. */
type Matter = Omit<Question, 'deaths' | 'form'>
type Ask<End> = (order: Pick<ChatOrder, 'messages' | 'schema' | 'maxTokens'>) => Promise<End>
/** A version, or why the answer is none. */
type Reading = { files: GenomeFiles; why: string } | { refused: string }

/**
 * Questions on one matter. Each tells what the answers before it died of, and whoever could not keep to one form of answer
 * is asked for the next.
 */
export class Dialogue {
  readonly #deaths: Death[] = []
  #reply = ''
  #unusable = 0

  /** Whether the same edit died of the same cause twice: to ask again would be to hear it again. */
  get isStuck(): boolean {
    return isStuck(this.#deaths)
  }

  /** What the last answer died of; empty where none was given. */
  get lastDeath(): string {
    return this.#deaths.at(-1)?.why ?? ''
  }

  /**
   * @param earlier attempts of others, told as well
   * @returns what the answer comes to, beside what `ask` returns; one that cannot be used has died of that
   * @throws what `ask` throws
   */
  async ask<End extends ChatEnd>(matter: Matter, ask: Ask<End>, earlier: readonly Death[] = []): Promise<Reading & { end: End }> {
    const form = answerForms[Math.min(this.#unusable, answerForms.length - 1)] ?? 'blocks'
    const end = await ask(putQuestion({ ...matter, deaths: [...earlier, ...this.#deaths], form }))
    const reading = this.#read(end, matter.files, form)
    if ('refused' in reading) {
      this.#unusable += 1
      this.died(`it could not be used: ${reading.refused}`)
    }
    return { ...reading, end }
  }

  /** The version of the last answer did not hold. */
  died(why: string): void {
    this.#deaths.push({ tried: this.#reply, why })
  }

  #read({ text, finish }: ChatEnd, files: GenomeFiles, form: Question['form']): Reading {
    const reading = readAnswer(text, { files, form, finish })
    this.#reply = text.slice(0, told)
    if ('refused' in reading) return reading
    this.#reply = reading.edits.map((edit) => ('whole' in edit ? edit.whole : `${edit.search}\n=>\n${edit.replace}`)).join('\n').slice(0, told)
    const applied = applyEdits(files, reading.edits)
    return 'refused' in applied ? applied : { files: applied.files, why: reading.why }
  }
}
