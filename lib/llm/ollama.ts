import type { Ollama } from 'ollama'
import { z } from 'zod'
import { ModelAnswerError, ModelFailedError } from '../contract/errors.ts'
import type { ChatOrder } from '../contract/ports/model.ts'
import type { Fetch } from './guarded-fetch.ts'
import type { Answer, Protocol, Question } from './protocol.ts'

const count = z.number().int().min(0).optional().catch(undefined)
const pieceSchema = z.object({
  message: z.object({ content: z.string().optional() }).optional(),
  done: z.boolean(),
  done_reason: z.string().optional().catch(undefined),
  prompt_eval_count: count,
  eval_count: count,
})
const tagsSchema = z.object({ models: z.array(z.object({ name: z.string() })) })

/** Ollama's own context, tokens. What does not fit is left out by it without a word. */
const usualContext = 4096
const largestContext = 131_072
/** Source code has more tokens to its length than prose. */
const charactersPerToken = 3

/** Speaks to Ollama: NDJSON from `POST /api/chat`. */
export function ollamaProtocol(baseUrl: string, model: string): Protocol {
  const clientFor = async (fetch: Fetch): Promise<Ollama> => {
    // Only whoever asks waits for it.
    const { Ollama } = await import('ollama')
    return new Ollama({ host: baseUrl, fetch: fetch as typeof globalThis.fetch })
  }

  return {
    ask: async function* (question: Question): AsyncGenerator<string, Answer, void> {
      const { order, quote } = question
      const client = await clientFor(async (url, init) => checkedLines(await question.fetch(url, init), quote))
      const context = contextFor(order)
      const stream = await client.chat({
        model,
        stream: true,
        messages: order.messages.map(({ role, text }) => ({ role, content: text })),
        ...(order.schema && { format: order.schema }),
        options: { seed: order.seed, num_predict: order.maxTokens, ...(context > usualContext && { num_ctx: context }) },
      })
      for await (const part of stream) {
        const { message, done, done_reason, prompt_eval_count, eval_count } = pieceSchema.parse(part)
        if (message?.content) yield message.content
        if (!done) continue
        const usage = eval_count === undefined ? null : { inputTokens: prompt_eval_count ?? 0, outputTokens: eval_count }
        return { finish: finishOf(done_reason), usage }
      }
      throw new ModelAnswerError(`${baseUrl} ended its answer in the middle`)
    },

    list: async (fetch) => tagsSchema.parse(await (await clientFor(fetch)).list()).models.map(({ name }) => name),
  }
}

/** Older ones say no reason. */
function finishOf(reason: string | undefined): Answer['finish'] {
  if (reason === undefined || reason === 'stop') return 'stop'
  return reason === 'length' ? 'length' : 'other'
}

/** In steps, since Ollama loads the model anew for each size. */
function contextFor({ messages, maxTokens }: ChatOrder): number {
  const characters = messages.reduce((sum, { text }) => sum + text.length, 0)
  const wanted = characters / charactersPerToken + maxTokens
  let context = usualContext
  while (context < wanted && context < largestContext) context *= 2
  return context
}

/** The client writes lines that it cannot read to the console and goes on: here they end the answer before it sees them. */
function checkedLines(response: Response, quote: (said: string) => string): Response {
  const decoder = new TextDecoder()
  let rest = ''
  const check = (line: string): string => {
    if (line.trim() === '') return ''
    let parsed: unknown
    try {
      parsed = JSON.parse(line)
    } catch {
      throw new ModelAnswerError('What came is not what Ollama would write: a line of it is no JSON. Look whether mindUrl or teacherUrl names an Ollama')
    }
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new ModelAnswerError('What came is not what Ollama would write: a line of it is no object')
    if ('error' in parsed) throw new ModelFailedError(`Ollama failed in the middle of its answer: ${quote(String(parsed.error))}`)
    return `${line}\n`
  }
  const lines = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = parts.pop()!
      const text = parts.map(check).join('')
      if (text !== '') controller.enqueue(Buffer.from(text))
    },
    flush: (controller) => {
      const text = check(rest)
      if (text !== '') controller.enqueue(Buffer.from(text))
    },
  })
  return new Response(response.body!.pipeThrough(lines), { status: response.status, headers: response.headers })
}
