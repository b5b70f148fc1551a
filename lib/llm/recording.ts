import { appendFile, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ModelRecordingError, OuroborosError } from '../contract/errors.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { ChatEnd, ChatOrder, Model } from '../contract/ports/model.ts'
import { hashQuestion, readRecording, type RecordedCall, type RecordingHead } from './recording-file.ts'

/**
 * The same model, with every call appended to an NDJSON file from which `replay` answers.
 * A file that is there already is continued if it is a recording of the same model.
 */
export function recorded(model: Model, path: string, clock: Clock): Model {
  let ready: Promise<void> | null = null
  const append = async (call: RecordedCall): Promise<void> => {
    try {
      ready ??= begin(path, { format: 'ouroboros-model-recording', version: 1, provider: model.provider, model: model.model, recordedAt: new Date(clock.now()).toISOString() })
      await ready
      // In one piece, so that calls which end together do not mix.
      await appendFile(path, `${JSON.stringify(call)}\n`)
    } catch (error) {
      ready = null
      if (error instanceof ModelRecordingError) throw error
      throw new ModelRecordingError(`The call could not be recorded in ${path}: look whether the file can be written`, { cause: error })
    }
  }

  return {
    provider: model.provider,
    model: model.model,
    isReplay: model.isReplay,
    list: (stop) => model.list(stop),
    chat: async function* (order: ChatOrder): AsyncGenerator<string, ChatEnd, void> {
      const startedAt = clock.mono()
      const passed = (): number => Math.round((clock.mono() - startedAt) * 10) / 10
      const call: RecordedCall = { question: hashQuestion(order), pieces: [] }
      try {
        const pieces = model.chat(order)
        let read = await pieces.next()
        try {
          for (; !read.done; read = await pieces.next()) {
            call.pieces.push([passed(), read.value])
            yield read.value
          }
        } finally {
          if (!read.done) await pieces.return(undefined as never)
        }
        const { finish, usage, firstTokenMs, ms, requests } = read.value
        call.end = { finish, usage, firstTokenMs, ms, requests }
        return read.value
      } catch (error) {
        if (error instanceof OuroborosError && !order.stop.aborted) call.error = { code: error.code, message: error.message, ms: passed() }
        throw error
      } finally {
        if (!call.end) call.error ??= { code: 'stopped', message: 'Whoever asked did not wait for the end', ms: passed() }
        await append(call)
      }
    },
  }
}

/** Writes the first line, or sees that the file has it. */
async function begin(path: string, head: RecordingHead): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  // Answers may be private.
  const file = await open(path, 'a+', 0o600)
  try {
    const { size } = await file.stat()
    if (size === 0) return await file.appendFile(`${JSON.stringify(head)}\n`)
    const text = await file.readFile('utf8')
    const found = readRecording(text.slice(0, text.indexOf('\n') + 1 || undefined), path).head
    if (found.provider !== head.provider || found.model !== head.model)
      throw new ModelRecordingError(`${path} has calls of ${found.provider}/${found.model}: record those of ${head.provider}/${head.model} in another file`)
    if (!text.endsWith('\n')) throw new ModelRecordingError(`${path} ends in the middle of a line: repair its last line, or record in another file`)
  } finally {
    await file.close()
  }
}
