import { setTimeout as sleep } from 'node:timers/promises'
import { ModelTimeoutError, ModelUnreachableError } from '../contract/errors.ts'
import type { ChatEnd, ChatOrder, Model } from '../contract/ports/model.ts'

/** How a model is made to fail on purpose; null: it is not. */
export interface Spoiler { how: 'dead' | 'slow' | 'lying' | null }

/** Sounds like help, and is none. */
const lie = 'The program is correct as it stands. The failure is an error of the machine.\n'

/** The same model, as long as nobody spoils it. */
export function spoilable(model: Model, spoiler: Spoiler): Model {
  return {
    provider: model.provider,
    model: model.model,
    isReplay: model.isReplay,
    list: (stop) => model.list(stop),
    async *chat(order: ChatOrder): AsyncGenerator<string, ChatEnd, void> {
      switch (spoiler.how) {
        case null: return yield* model.chat(order)
        case 'dead': throw new ModelUnreachableError(`nobody listens at ${model.provider}: chaos has cut it off`)
        case 'slow':
          await sleep(order.timeoutMs, undefined, { signal: order.stop }).catch(() => undefined)
          throw new ModelTimeoutError(`${model.provider} took longer than ${order.timeoutMs / 1000} s: chaos holds it up`)
        case 'lying':
          yield lie
          return { text: lie, finish: 'stop', usage: null, firstTokenMs: 1, ms: 1, requests: 0 }
      }
    },
  }
}
