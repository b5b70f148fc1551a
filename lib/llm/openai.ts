import type { APIError, OpenAI } from 'openai'
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions'
import { z } from 'zod'
import { ModelAnswerError, ModelFailedError, ModelLimitedError } from '../contract/errors.ts'
import type { Fetch } from './guarded-fetch.ts'
import type { Answer, Protocol, Question } from './protocol.ts'
import { RequestRefusedError } from './to-model-error.ts'

const chunkSchema = z.object({
  choices: z
    .array(
      z.object({
        index: z.number().optional(),
        delta: z.object({ content: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z.object({ prompt_tokens: z.number().int().min(0), completion_tokens: z.number().int().min(0) }).nullish().catch(null),
})
const listSchema = z.object({ data: z.array(z.object({ id: z.string() })) })

/** What not every server takes, and how its refusal names it. Order matters to nothing. */
const optional = {
  responseFormat: /response_format|json_schema|structured|guided|grammar/i,
  streamOptions: /stream_options|include_usage/i,
  seed: /\bseed\b/i,
  tokens: /max_(completion_)?tokens/i,
} as const
type Parameter = keyof typeof optional

const isParameter = (name: string): name is Parameter => name in optional

/**
 * Speaks to OpenAI and to those who do as it does: server-sent events from `POST /chat/completions`.
 * @param prefersCompletionTokens its models want `max_completion_tokens`; others may not know it, and would then set no limit at all
 */
export function openaiProtocol(baseUrl: string, model: string, prefersCompletionTokens: boolean): Protocol {
  /** What the server has refused once is not tried on it again. */
  const refused = new Set<Parameter>()

  const clientFor = async (fetch: Fetch, timeoutMs: number): Promise<OpenAI> => {
    // Only whoever asks waits for it: it is large.
    const { OpenAI } = await import('openai')
    return new OpenAI({
      baseURL: baseUrl,
      fetch: (url, init) => fetch(url instanceof Request ? url.url : String(url), init ?? {}),
      maxRetries: 0,
      // The order has its own limit, which comes first.
      timeout: Math.min(timeoutMs + 60_000, 2 ** 31 - 1),
      // The real one is put on by the fetch. All others are set here because the client would look for them in the environment.
      apiKey: 'unused',
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      logLevel: 'off',
    })
  }

  const requestFor = ({ order }: Question): ChatCompletionCreateParamsStreaming => {
    const tokensName = prefersCompletionTokens !== refused.has('tokens') ? 'max_completion_tokens' : 'max_tokens'
    return {
      model,
      messages: order.messages.map(({ role, text }) => ({ role, content: text })),
      stream: true,
      [tokensName]: order.maxTokens,
      ...(!refused.has('streamOptions') && { stream_options: { include_usage: true } }),
      ...(!refused.has('seed') && { seed: order.seed }),
      ...(order.schema && !refused.has('responseFormat') && { response_format: { type: 'json_schema' as const, json_schema: { name: 'answer', schema: order.schema } } }),
    }
  }

  const open = async (question: Question): Promise<AsyncIterable<unknown>> => {
    const client = await clientFor(question.fetch, question.order.timeoutMs)
    for (;;) {
      try {
        return await client.chat.completions.create(requestFor(question))
      } catch (error) {
        const said = refusalIn(error)
        // A context that is too small is named with the tokens that did not fit in.
        if (!said || !question.mayAskAgain() || said.mentions(/context|too (large|long|many)/i)) throw error
        const named = Object.keys(optional).filter(isParameter).filter((name) => !refused.has(name) && said.mentions(optional[name]))
        if (named.length === 0) throw error
        for (const name of named) refused.add(name)
      }
    }
  }

  return {
    ask: async function* (question: Question): AsyncGenerator<string, Answer, void> {
      let finish: Answer['finish'] | null = null
      let usage: Answer['usage'] = null
      try {
        for await (const part of await open(question)) {
          const chunk = chunkSchema.parse(part)
          if (chunk.usage) usage = { inputTokens: chunk.usage.prompt_tokens, outputTokens: chunk.usage.completion_tokens }
          const choice = chunk.choices?.find(({ index }) => (index ?? 0) === 0)
          if (choice?.delta?.content) yield choice.delta.content
          if (choice?.finish_reason) finish = finishOf(choice.finish_reason)
        }
      } catch (error) {
        const { APIError } = await import('openai')
        throw (error instanceof APIError ? errorInStream(error as APIError, baseUrl, question.quote) : null) ?? error
      }
      if (finish === null) throw new ModelAnswerError(`${new URL(baseUrl).host} ended its answer in the middle, or it is no OpenAI-compatible server: look at mindUrl or teacherUrl`)
      return { finish, usage }
    },

    list: async (fetch) => {
      const client = await clientFor(fetch, 60_000)
      const response = await client.models.list().asResponse()
      return listSchema.parse(await response.json()).data.map(({ id }) => id)
    },
  }
}

function finishOf(reason: string): Answer['finish'] {
  return reason === 'stop' || reason === 'length' ? reason : 'other'
}

/** The client wraps what its fetch throws. */
function refusalIn(error: unknown): RequestRefusedError | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof RequestRefusedError) return cause
  return null
}

/** An error that came as an event of a stream which had begun well. */
function errorInStream(error: APIError, baseUrl: string, quote: (said: string) => string): ModelFailedError | ModelLimitedError | null {
  if (error.status !== undefined || error.error === undefined) return null
  const { host } = new URL(baseUrl)
  const kind = [error.code, error.type].map(String).join(' ')
  const said = quote(error.message)
  return /rate_limit|429/.test(kind) ? new ModelLimitedError(`${host} takes no more requests for now: ${said}`, null) : new ModelFailedError(`${host} failed in the middle of its answer: ${said}`)
}
