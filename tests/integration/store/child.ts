import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface Child {
  pid: number
  /** Whole lines so far: a line that the kill has cut was never said. */
  lines: string[]
  /** Resolves when it has said so many lines, or has ended. */
  said: (count: number) => Promise<void>
  ended: Promise<void>
  kill: () => Promise<void>
}

/** Starts a script of tests/fixtures/store. `limit` is a command that runs it, such as one that takes resources away. */
export function startChild(script: string, args: string[], limit: string[] = []): Child {
  const [program = '', ...rest] = [...limit, process.execPath, join(import.meta.dirname, '../../fixtures/store', script), ...args]
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  const waiting: { count: number; wake: () => void }[] = []
  let whole = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    whole += chunk
    const parts = whole.split('\n')
    whole = parts.pop() ?? ''
    lines.push(...parts)
    for (const { count, wake } of waiting) if (lines.length >= count) wake()
  })
  const ended = once(child, 'close').then(() => {
    for (const { wake } of waiting) wake()
  })
  return {
    pid: child.pid ?? 0,
    lines,
    said: (count) => (lines.length >= count ? Promise.resolve() : new Promise((wake) => waiting.push({ count, wake }))),
    ended,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
