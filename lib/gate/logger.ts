import { destination, pino, type Logger } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/** JSON lines on stderr, since stdout carries data. Synchronous: the last line before an end is not lost. */
export function openLog(level: string): Log {
  return pino(
    {
      level,
      base: { part: 'gate' },
      redact: { paths: ['authorization', 'cookie', 'password', 'token', 'apiKey', '*.authorization', '*.cookie', '*.password', '*.token', '*.apiKey'], censor: '[hidden]' },
    },
    destination({ dest: 2, sync: true }),
  )
}
