import { readFile } from 'node:fs/promises'
import * as errors from '../contract/errors.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { ChatEnd, ChatOrder, Model } from '../contract/ports/model.ts'
import { hashQuestion, readRecording, type RecordedCall } from './recording-file.ts'

export interface ReplayOptions {
  /** Where no question of the recording is this one, the next call that nobody had yet answers it. */
  isLoose?: boolean
  /** Pieces come with their recorded delays times this; 0: at once. */
  pace?: number
}

/** A model that answers from a recording, byte for byte. It opens no connection. Each recorded call answers once. */
export function openReplay(path: string, clock: Clock, { isLoose = false, pace = 0 }: ReplayOptions = {}): Model {
  let reading: Promise<RecordedCall[]> | null = null
  let recorded = ''
  const calls = (): Promise<RecordedCall[]> => {
    reading ??= read(path).then(({ head, calls }) => {
      recorded = head.model
      // A call that was stopped is no answer to anything.
      return calls.filter(({ error }) => error?.code !== 'stopped')
    })
    // A file that is repaired is read anew.
    reading.catch(() => { reading = null })
    return reading
  }
  const take = async (order: ChatOrder): Promise<RecordedCall> => {
    const left = await calls()
    const question = hashQuestion(order)
    const fitting = left.findIndex((call) => call.question === question)
    const index = fitting === -1 && isLoose ? 0 : fitting
    const [taken] = index === -1 ? [] : left.splice(index, 1)
    if (!taken) throw new errors.ModelRecordingError(`${path} has no ${left.length === 0 ? 'further answer' : 'answer to this question'}: record it anew`)
    return taken
  }

  return {
    provider: 'replay',
    model: path,
    isReplay: true,
    list: async (stop) => {
      stop.throwIfAborted()
      await calls()
      return [recorded]
    },
    chat: async function* (order: ChatOrder): AsyncGenerator<string, ChatEnd, void> {
      const startedAt = clock.mono()
      order.stop.throwIfAborted()
      const call = await take(order)
      const until = async (ms: number): Promise<void> => {
        const at = ms * pace
        const left = Math.min(at, order.timeoutMs) - (clock.mono() - startedAt)
        if (at > 0 && left > 0) await clock.sleep(left, order.stop)
        order.stop.throwIfAborted()
        if (at > order.timeoutMs) throw new errors.ModelTimeoutError(`${path} did not come to an end within ${Math.round(order.timeoutMs) / 1000} s: give it more time, or a quicker pace`)
      }
      for (const [ms, text] of call.pieces) {
        await until(ms)
        yield text
      }
      await until((call.end ?? call.error)?.ms ?? 0)
      if (call.error) throw recordedError(call.error)
      return { text: call.pieces.map(([, text]) => text).join(''), ...call.end! }
    },
  }
}

async function read(path: string): Promise<ReturnType<typeof readRecording>> {
  let text
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new errors.ModelRecordingError(`${path} cannot be read: name a file that was recorded`, { cause: error })
  }
  return readRecording(text, path)
}

type PlainError = new (message: string) => errors.ModelError
const plainErrors: readonly PlainError[] = [
  ...[errors.ModelUnknownError, errors.ModelUnreachableError, errors.ModelDeniedError, errors.ModelFailedError, errors.ModelRefusedError],
  ...[errors.ModelTimeoutError, errors.ModelAnswerError, errors.ModelRestingError, errors.ModelHostError, errors.ModelBudgetError],
]

/** As it was thrown then. */
function recordedError({ code, message }: { code: string; message: string }): errors.ModelError {
  if (code === 'model-limited') return new errors.ModelLimitedError(message, null)
  return plainErrors.map((kind) => new kind(message)).find((error) => error.code === code) ?? new errors.ModelRecordingError(message)
}
