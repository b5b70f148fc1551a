import { ConstantBackoff, ExponentialBackoff, halfJitterGenerator, handleWhen, retry } from 'cockatiel'
import { ModelAnswerError, ModelDeniedError, ModelError, ModelLimitedError, ModelTimeoutError } from '../contract/errors.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { ChatEnd, ChatOrder, Model } from '../contract/ports/model.ts'
import type { Breaker, Passage } from './breaker.ts'
import type { Fetch } from './guarded-fetch.ts'
import type { Answer, Protocol } from './protocol.ts'
import { quote } from './quote.ts'
import { keyHint, statusError, toModelError, type Place } from './to-model-error.ts'

export interface PatientModelParts {
  provider: string
  place: Place
  protocol: Protocol
  fetch: Fetch
  /** Read at each request, kept nowhere. */
  key: () => string | undefined
  /** Without a key it is not even asked. */
  needsKey: boolean
  breaker: Breaker
  clock: Clock
  /** Before it is asked a second time, ms; twice that before the third. Half of it is left to chance. */
  firstBackOffMs?: number
  listTimeoutMs?: number
}

const mostRequests = 3
/** Of what a server says when it refuses. */
const readOfRefusal = 16 * 1024
const longestTimerMs = 2 ** 31 - 1

/** A model on a server: asked again where that may help, ended in time, left alone where it fails again and again. */
export class PatientModel implements Model {
  readonly isReplay = false
  readonly provider: string
  readonly model: string
  readonly #parts: PatientModelParts

  constructor(parts: PatientModelParts) {
    this.#parts = parts
    this.provider = parts.provider
    this.model = parts.place.model
  }

  async *chat(order: ChatOrder): AsyncGenerator<string, ChatEnd, void> {
    const { clock, protocol, place, breaker } = this.#parts
    const startedAt = clock.mono()
    order.stop.throwIfAborted()
    this.#checkKey()
    const passage = await breaker.admit(place.address)
    const bounds = this.#within(order.timeoutMs, order.stop, passage)
    let requests = 0
    const question = {
      order,
      fetch: this.#keyed(bounds.signal, () => { requests += 1 }),
      mayAskAgain: () => requests < mostRequests,
      quote: (said: string) => quote(said, this.#parts.key()),
    }
    let pieces: AsyncGenerator<string, Answer, void> | undefined
    try {
      let text = ''
      let firstTokenMs: number | null = null
      let read = await this.#firstOf(
        () => (pieces = protocol.ask(question)),
        (error) => requests < mostRequests && waitAskedBy(error) < order.timeoutMs - (clock.mono() - startedAt),
        bounds,
      )
      while (!read.done) {
        if (read.value.includes('\0')) throw new ModelAnswerError(`${place.name} answered with NUL characters: that is no text`)
        if (read.value !== '') {
          firstTokenMs ??= clock.mono() - startedAt
          text += read.value
          yield read.value
        }
        read = await this.#next(pieces!, bounds)
      }
      if (!text.isWellFormed()) throw new ModelAnswerError(`${place.name} answered with half characters: that is no text`)
      passage.end(null)
      return { text, ...read.value, firstTokenMs, ms: clock.mono() - startedAt, requests }
    } catch (error) {
      if (error instanceof ModelError) error.requests = requests
      if (error instanceof ModelError && !order.stop.aborted) passage.end(error)
      throw error
    } finally {
      // A call that was stopped, or that nobody listens to any more.
      passage.drop()
      bounds.end()
      void pieces?.return(undefined as never).catch(() => undefined)
    }
  }

  async list(stop: AbortSignal): Promise<string[]> {
    stop.throwIfAborted()
    this.#checkKey()
    const bounds = this.#within(this.#parts.listTimeoutMs ?? 10_000, stop)
    try {
      return await Promise.race([this.#parts.protocol.list(this.#keyed(bounds.signal)), bounds.over])
    } catch (error) {
      throw this.#readError(error, bounds.signal)
    } finally {
      bounds.end()
    }
  }

  #checkKey(): void {
    const { place, needsKey } = this.#parts
    const key = this.#parts.key()?.trim()
    if (!key && needsKey) throw new ModelDeniedError(`${place.name} wants a key, and there is none: ${keyHint(place)}`)
    // What refuses it further on would show it.
    if (key && !/^[\x21-\x7e]+$/.test(key)) throw new ModelDeniedError(`The key of ${place.name} has characters that no key has: ${keyHint(place)}`)
  }

  /** The first piece, or the end of an answer without any. Once that is there nothing is asked again: a text may not begin twice. */
  #firstOf(ask: () => AsyncGenerator<string, Answer, void>, isWorthIt: (error: ModelError) => boolean, bounds: Bounds): Promise<IteratorResult<string, Answer>> {
    let backoff = new ExponentialBackoff({ initialDelay: this.#parts.firstBackOffMs ?? 500, maxDelay: 8_000, generator: halfJitterGenerator }).next()
    let waitMs = 0
    const again = retry(
      handleWhen((error) => {
        if (!(error instanceof ModelError) || !error.isRetryable || !isWorthIt(error)) return false
        waitMs = Math.max(waitAskedBy(error), backoff.duration)
        backoff = backoff.next(undefined)
        return true
      }),
      // The wait is not the library's: its own goes on after a stop.
      { maxAttempts: mostRequests - 1, backoff: new ConstantBackoff(0) },
    )
    return again.execute(async ({ attempt }) => {
      if (attempt > 0) await this.#parts.clock.sleep(waitMs, bounds.signal)
      bounds.signal.throwIfAborted()
      return this.#next(ask(), bounds)
    })
  }

  async #next(pieces: AsyncGenerator<string, Answer, void>, bounds: Bounds): Promise<IteratorResult<string, Answer>> {
    try {
      const read = await Promise.race([pieces.next(), bounds.over])
      // Clients end quietly when their request is aborted.
      bounds.signal.throwIfAborted()
      return read
    } catch (error) {
      throw this.#readError(error, bounds.signal)
    }
  }

  #readError(error: unknown, signal: AbortSignal): unknown {
    return signal.aborted ? signal.reason : toModelError(error, this.#parts.place)
  }

  #within(timeoutMs: number, stop: AbortSignal, passage?: Passage): Bounds {
    const { clock, place } = this.#parts
    const limit = new AbortController()
    const ended = new AbortController()
    const signal = AbortSignal.any([stop, limit.signal])
    const over = Promise.withResolvers<never>()
    over.promise.catch(() => undefined)
    signal.addEventListener('abort', () => over.reject(signal.reason as Error), { once: true })
    void clock.sleep(Math.min(timeoutMs, longestTimerMs), ended.signal).then(() => {
      if (ended.signal.aborted) return
      const error = new ModelTimeoutError(`${place.name} did not come to an end within ${Math.round(timeoutMs) / 1000} s: give it more time, or ask a smaller model`)
      limit.abort(error)
      // Here as well: whoever listens may have stopped without a word.
      passage?.end(error)
    })
    return {
      signal,
      over: over.promise,
      end: () => {
        ended.abort()
        limit.abort(new ModelTimeoutError('ended'))
      },
    }
  }

  /** The key is put on here and nowhere else: no client ever holds it. */
  #keyed(signal: AbortSignal, count: () => void = () => undefined): Fetch {
    const { fetch, place, clock } = this.#parts
    return async (url, init) => {
      const key = this.#parts.key()?.trim()
      const headers = new Headers(init.headers)
      headers.delete('authorization')
      if (key) headers.set('authorization', `Bearer ${key}`)
      count()
      const response = await fetch(url, { ...init, headers, signal: init.signal ? AbortSignal.any([signal, init.signal]) : signal })
      if (response.ok && response.body) return response
      if (response.ok) throw new ModelAnswerError(`${place.address} answered with nothing (${response.status})`)
      const body = await readStart(response)
      throw statusError(place, { status: response.status, headers: response.headers, body, quote: (said) => quote(said, key) }, clock.now())
    }
  }
}

interface Bounds {
  signal: AbortSignal
  /** Rejects with the reason of the signal. */
  over: Promise<never>
  end: () => void
}

const waitAskedBy = (error: ModelError): number => (error instanceof ModelLimitedError ? (error.retryAfterMs ?? 0) : 0)

/** A refusal that cannot be read is one all the same. */
async function readStart(response: Response): Promise<string> {
  let text = ''
  try {
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      if (text.length > readOfRefusal) break
    }
  } catch {
    // The status says enough.
  }
  return text.slice(0, readOfRefusal)
}
