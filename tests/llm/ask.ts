import { afterEach } from 'vitest'
import { systemClock } from '../../lib/process/clock.ts'
import type { ChatEnd, ChatOrder, Model } from '../../lib/contract/ports/model.ts'
import { Breakers } from '../../lib/llm/breaker.ts'
import { openModel, type OpenModelOptions } from '../../lib/llm/open-model.ts'
import { startFakeOllama } from '../fixtures/llm/fake-ollama.ts'
import { startFakeOpenai } from '../fixtures/llm/fake-openai.ts'
import type { FakeServer, FakeServerOptions } from '../fixtures/llm/fake-server.ts'

export type Kind = 'ollama' | 'openai'
export const kinds: readonly Kind[] = ['ollama', 'openai']
/** Long and odd enough to be found wherever it might turn up. */
export const secret = 'sk-Zq3vErYs3cr3t+w0rd/0123456789=='

const open: FakeServer[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

export async function serve(kind: Kind, options: FakeServerOptions = {}): Promise<FakeServer> {
  const server = await (kind === 'ollama' ? startFakeOllama(options) : startFakeOpenai(options))
  open.push(server)
  return server
}

/** A model on this server, quick to ask again, with a breaker of its own. */
export function modelAt(kind: Kind, baseUrl: string, more: Partial<OpenModelOptions> = {}): Model {
  return openModel(`${kind}/some/model:7b`, {
    ...{ baseUrl, key: () => secret, allowedHosts: ['127.0.0.1'], clock: systemClock, breakers: new Breakers(), firstBackOffMs: 1 },
    ...more,
  })
}

export function order(more: Partial<ChatOrder> = {}): ChatOrder {
  const messages = [{ role: 'system' as const, text: 'You mend programs.' }, { role: 'user' as const, text: 'Mend this one: ↯' }]
  return { messages, maxTokens: 500, seed: 7, timeoutMs: 5_000, stop: new AbortController().signal, ...more }
}

export interface Told {
  pieces: string[]
  end?: ChatEnd
  error?: unknown
}

/** The whole call, whatever comes of it. */
export async function ask(model: Model, more: Partial<ChatOrder> = {}, onPiece: (text: string) => void = () => undefined): Promise<Told> {
  const pieces: string[] = []
  try {
    const chat = model.chat(order(more))
    let read = await chat.next()
    for (; !read.done; read = await chat.next()) {
      pieces.push(read.value)
      onPiece(read.value)
    }
    return { pieces, end: read.value }
  } catch (error) {
    return { pieces, error }
  }
}
