import { destination, pino, type DestinationStream, type Logger } from 'pino'
import { cleaned, cleanedText } from './log/cleaned.ts'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/**
 * JSON lines on stderr, since stdout carries data. Synchronous: the last line before an end is not lost. No line says a
 * secret that was named to `keepSecret`, nor what stands under the name of one, and none is longer than some 64 KiB.
 * @param part which process speaks: gate or core
 */
export function openLog(part: string, level: string, to: DestinationStream = destination({ dest: 2, sync: true })): Log {
  return pino(
    {
      level, base: { part },
      formatters: { log: (line) => ({ ...cleaned(line) }) },
      // Errors have been copied by then.
      serializers: { err: (error: unknown) => error, msg: (text: unknown) => (typeof text === 'string' ? cleanedText(text) : text) },
    },
    to,
  )
}
