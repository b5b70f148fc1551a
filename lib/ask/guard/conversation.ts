import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import type { QueryResult } from './guard.ts'

/** What the child says: that it is ready, what a statement came to, or what was wrong. */
export interface Said extends Partial<QueryResult> { error?: Failure; ready?: true }
export interface Failure { denied: string | null; code: number; message: string }

/** How a child came to an end in the midst of a question. */
export class Ended extends Error {
  readonly how: 'late' | 'long' | 'gone'
  constructor(how: Ended['how'], message: string) {
    super(message)
    this.how = how
  }
}

/** A child with its pipes: one question, one answer, one after the other. */
export class Conversation {
  readonly #child: ChildProcessWithoutNullStreams
  isOver = false
  #hear: (chunk: Buffer | null) => void = () => undefined
  #lastWords = ''

  constructor({ file, args }: { file: string; args: string[] }) {
    this.#child = spawn(file, args, { env: {} as NodeJS.ProcessEnv, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] })
    const end = (): void => {
      this.isOver = true
      this.#hear(null)
    }
    this.#child.once('error', end).once('exit', end)
    this.#child.stdin.on('error', end)
    this.#child.stdout.on('data', (chunk: Buffer) => this.#hear(chunk))
    this.#child.stderr.on('data', (chunk: Buffer) => { this.#lastWords = `${this.#lastWords}${chunk.toString()}`.slice(0, 2_000) })
    // A child that waits keeps nobody alive; a question is held by its timer.
    this.#child.unref()
    for (const pipe of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) (pipe as unknown as { unref?: () => void }).unref?.()
  }

  get pid(): number | null {
    return this.#child.pid ?? null
  }

  kill(): void {
    this.isOver = true
    this.#child.kill('SIGKILL')
  }

  /** @throws Ended, and the child is of no more use */
  ask(order: unknown, timeMs: number, mostBytes: number): Promise<Said> {
    return new Promise((resolve, reject) => {
      const pieces: Buffer[] = []
      let bytes = 0
      const settle = (act: () => void): void => {
        clearTimeout(timer)
        this.#hear = () => undefined
        act()
      }
      const fail = (how: Ended['how'], what: string): void => settle(() => {
        this.kill()
        reject(new Ended(how, `${what} ${this.#lastWords}`.trim()))
      })
      const timer = setTimeout(() => fail('late', `no answer within ${timeMs} ms`), timeMs)
      if (this.isOver) return fail('gone', 'the child has ended')
      this.#hear = (chunk) => {
        if (chunk === null) return fail('gone', 'the child has ended')
        pieces.push(chunk)
        bytes += chunk.length
        if (bytes > mostBytes) return fail('long', 'the answer is too long')
        if (chunk.at(-1) !== newline) return
        settle(() => {
          try {
            resolve(JSON.parse(Buffer.concat(pieces).toString('utf8')) as Said)
          } catch {
            this.kill()
            reject(new Ended('gone', 'the answer is none'))
          }
        })
      }
      this.#child.stdin.write(`${JSON.stringify(order)}\n`)
    })
  }
}

const newline = 10
