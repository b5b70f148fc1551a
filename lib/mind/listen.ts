import type { ChatEnd } from '../contract/ports/model.ts'

/** Hears a model to its end. @throws ModelError */
export async function listen(pieces: AsyncGenerator<string, ChatEnd, void>, onText?: (text: string) => void): Promise<ChatEnd> {
  for (;;) {
    const step = await pieces.next()
    if (step.done) return step.value
    onText?.(step.value)
  }
}
