import { Redis } from 'ioredis'
import { FlowUnavailableError } from '../../contract/errors.ts'

/** Where flows are kept, and who works on them meets. */
export interface RedisPlace {
  url: string
  /** Flows under another name are apart from these on the same server. No colon in it. */
  name?: string
}

export const placeName = ({ name = 'ouroboros' }: RedisPlace): string => name

const retryMs = 250

/**
 * A connection that comes back by itself whenever the server does, and sends again what had no answer.
 * @throws FlowUnavailableError where nothing answers now: what has never been there is a wrong address
 */
export async function connectRedis({ url }: RedisPlace): Promise<Redis> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, retryStrategy: () => retryMs, connectTimeout: 5_000 })
  let why = 'nothing answers'
  redis.on('error', (error: Error & { code?: string }) => { why = error.message || (error.code ?? why) })
  try {
    await redis.connect()
  } catch {
    redis.disconnect()
    throw new FlowUnavailableError(`Redis, which REDIS_URL names, cannot be used: ${why}.`)
  }
  return redis
}

/** Another connection of the same kind: for what blocks, or listens. */
export function besides(redis: Redis): Redis {
  const other = redis.duplicate()
  other.on('error', () => undefined)
  return other
}

/** Asks until there is an answer, however often the connection breaks: only for what may be done twice. @throws what the server refuses, or the reason of the stop */
export async function patiently<T>(ask: () => Promise<T>, stop: AbortSignal): Promise<T> {
  const stopped = Promise.withResolvers<never>()
  stopped.promise.catch(() => undefined)
  const leave = (): void => stopped.reject(stop.reason)
  stop.addEventListener('abort', leave)
  try {
    for (;;) {
      stop.throwIfAborted()
      try {
        return await Promise.race([ask(), stopped.promise])
      } catch (error) {
        stop.throwIfAborted()
        if (error instanceof Error && error.name === 'ReplyError') throw error
        await Promise.race([new Promise((wake) => setTimeout(wake, retryMs)), stopped.promise])
      }
    }
  } finally {
    stop.removeEventListener('abort', leave)
  }
}
