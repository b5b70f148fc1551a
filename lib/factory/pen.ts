import { ModelBudgetError } from '../contract/errors.ts'
import type { ChatEnd, ChatOrder } from '../contract/ports/model.ts'

/** For one answer, at most, ms. */
export const answerMs = 120_000

export interface PenOrder extends Pick<ChatOrder, 'messages' | 'schema' | 'maxTokens' | 'seed' | 'timeoutMs' | 'stop'> {
  component: string
  purpose: 'make' | 'heal'
}

/** A language model that writes what neither a template nor the embedded healer has. */
export interface Pen {
  /** `provider/model`. */
  name: string
  /** @returns its answer, and what it cost as far as that is known, US dollars @throws ModelError */
  ask: (order: PenOrder) => Promise<ChatEnd & { usd: number }>
}

/** A pen that writes no more when it has cost so much, US dollars. */
export function within(pen: Pen, usd: number): Pen {
  let spent = 0
  return {
    name: pen.name,
    async ask(order) {
      if (spent >= usd) throw new ModelBudgetError(`${pen.name} has cost ${spent.toFixed(2)} dollars of the ${usd.toFixed(2)} that it may cost at one time`)
      const end = await pen.ask(order)
      spent += end.usd
      return end
    },
  }
}
