import { ModelBudgetError } from '../../lib/contract/errors.ts'
import type { ChatOrder } from '../../lib/contract/ports/model.ts'
import type { Figure } from '../figure.ts'
import { openDesk } from './open-desk.ts'

/** Incidents that all ask at once, and a budget for some of them: how many questions reach the server beyond it. */

const incidents = 20
const order: Omit<ChatOrder, 'stop'> = { messages: [{ role: 'system', text: 'Mend it.' }, { role: 'user', text: 'It fails — why?' }], maxTokens: 100, seed: 1, timeoutMs: 10_000 }
/** The most that this question can come to: its bytes, 64 tokens around each message, and the answer. */
const mostTokens = order.messages.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 64, order.maxTokens)
const plenty = 1_000_000

export async function beyondBudget(): Promise<Figure[]> {
  return [
    await measure('of 7 calls', 7, { mindCallsPerHour: 7, mindTokensPerHour: plenty }),
    await measure('of tokens for 5', 5, { mindCallsPerHour: plenty, mindTokensPerHour: 5 * mostTokens }),
    // One token short of one call more.
    await measure('of a token less than 6 need', 5, { mindCallsPerHour: plenty, mindTokensPerHour: 6 * mostTokens - 1 }),
  ]
}

async function measure(what: string, allowed: number, limits: Parameters<typeof openDesk>[0]): Promise<Figure> {
  const { server, mind, close } = await openDesk(limits)
  try {
    // Slow enough that all are under way together.
    server.script(...Array.from({ length: incidents }, () => ({ pieces: ['It ', 'is ', 'well.'], delayMs: 30, usage: null })))
    const asked = await Promise.allSettled(Array.from({ length: incidents }, () => mind.ask('resident', 'heal', { organism: null, incident: null }, { ...order, stop: new AbortController().signal })))
    const other = asked.find((one) => one.status === 'rejected' && !(one.reason instanceof ModelBudgetError))
    if (other?.status === 'rejected') throw other.reason
    const reached = server.requests.length
    const beyond = Math.max(0, reached - allowed)
    return {
      name: `${incidents} incidents at once, a budget ${what}: calls beyond it`, value: beyond, unit: 'calls', control: incidents, ratio: beyond / incidents,
      goal: `0, and ${allowed} within it; control: asked`, met: reached === allowed,
    }
  } finally {
    await close()
  }
}
