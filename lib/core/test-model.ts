import type { CommandOutcome } from '../contract/command.ts'
import type { Seat } from '../contract/model.ts'
import type { Mind } from '../contract/ports/mind.ts'

const timeoutMs = 20_000
const order = { messages: [{ role: 'user' as const, text: 'Answer with the one word: ready' }], maxTokens: 64, seed: 1, timeoutMs }

/** Whether a language model answers, and how soon. @throws ModelError: what is wrong, and the way out */
export async function testModel(mind: Mind, seat: Seat, stop: AbortSignal): Promise<CommandOutcome> {
  const { ms, firstTokenMs } = await mind.ask(seat, 'test', { organism: null, incident: null }, { ...order, stop })
  return { message: `${mind.nameOf(seat) ?? seat} answered within ${Math.round(ms)} ms, its first word after ${Math.round(firstTokenMs ?? ms)} ms` }
}
