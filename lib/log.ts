import { destination, pino, type Logger } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

const secrets = ['authorization', 'cookie', 'password', 'token', 'apiKey']

/**
 * JSON lines on stderr, since stdout carries data. Synchronous: the last line before an end is not lost.
 * @param part which process speaks: gate or core
 */
export function openLog(part: string, level: string): Log {
  return pino(
    { level, base: { part }, redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' } },
    destination({ dest: 2, sync: true }),
  )
}
