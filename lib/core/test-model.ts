import type { CommandOutcome } from '../contract/command.ts'
import { ModelRefusedError } from '../contract/errors.ts'
import type { Seat } from '../contract/model.ts'
import type { Mind } from '../contract/ports/mind.ts'

const timeoutMs = 20_000
const order = { messages: [{ role: 'user' as const, text: 'Answer with the one word: ready' }], maxTokens: 64, seed: 1, timeoutMs }
const mostNamed = 12

/** Whether a language model answers, and how soon, and what else its provider has. @throws ModelError: what is wrong, and the way out */
export async function testModel(mind: Mind, seat: Seat, stop: AbortSignal): Promise<CommandOutcome> {
  try {
    const { ms, firstTokenMs } = await mind.ask(seat, 'test', { organism: null, incident: null }, { ...order, stop })
    return { message: `${mind.nameOf(seat) ?? seat} answered within ${Math.round(ms)} ms, its first word after ${Math.round(firstTokenMs ?? ms)} ms${named(await mind.list(seat, stop))}` }
  } catch (error) {
    // One that is not there: what is, helps more.
    if (error instanceof ModelRefusedError) throw new ModelRefusedError(`${error.message}${named(await mind.list(seat, stop))}`, { cause: error })
    throw error
  }
}

const named = (models: readonly string[]): string =>
  models.length === 0 ? '' : `. There ${models.length === 1 ? 'is' : 'are'} ${models.slice(0, mostNamed).join(', ')}${models.length > mostNamed ? ` and ${models.length - mostNamed} more` : ''}`
