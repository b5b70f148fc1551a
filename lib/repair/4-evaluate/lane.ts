import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { GenomeFiles } from '../../contract/genome.ts'
import type { Json } from '../../contract/json.ts'
import type { Run, Sandbox } from '../../contract/ports/sandbox.ts'
import type { Order } from './orders.ts'

/** A host that does not answer an order by then is taken for lost, ms. Candidates have tighter limits of their own. */
const orderMs = 5_000
/** What a spare has to be booted as to be taken for a candidate host. */
export const hostProfile = { heapMb: 512, network: 'none' } as const
const limits = { timeoutMs: orderMs, heapMb: hostProfile.heapMb, rssMb: 1_500, cpuSeconds: 3_600, outputBytes: 64 * 1024 }

const folder = fileURLToPath(new URL('../host/', import.meta.url))
const entry = 'candidate-host.cjs'
let hostFiles: GenomeFiles | null = null

/** The host could not do what it was asked, or ended over it: what it was asked is lost, and nothing else. */
export class HostLostError extends Error {
  readonly hasEnded: boolean
  constructor(message: string, hasEnded: boolean) {
    super(message)
    this.hasEnded = hasEnded
  }
}

/** One warm candidate host, booted with its first order. Orders are answered one at a time; a host that dies is replaced when it is next needed. */
export class Lane {
  readonly #sandbox: Sandbox
  /** Orders that a new host must have carried out before any other. */
  readonly #setup: Order[] = []
  #host: Host | null = null
  #isClosed = false
  /** The order before: a host listens to one at a time, and several may want to say something. */
  #before: Promise<unknown> = Promise.resolve()

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox
  }

  /** Begins to boot the host, so that whoever has something to say to it may think about that meanwhile. */
  boot(): void {
    this.#host ??= new Host(this.#sandbox)
  }

  /** Nothing is booted and no order carried out before that. */
  holdUntil(something: Promise<void>): void {
    void this.#inTurn(() => something)
  }

  /** Orders that shape the host: kept, and carried out again by one that takes its place. */
  prepare(order: Order): Promise<void> {
    return this.#inTurn(async () => {
      this.#setup.push(order)
      if (this.#isClosed) return
      if (this.#setup.length === 1) this.boot()
      // Where the host is lost, the one that takes its place is told.
      await this.#host?.ask(order).catch((error: unknown) => {
        if (!(error instanceof HostLostError && error.hasEnded)) throw error
      })
    })
  }

  /** @throws HostLostError */
  ask(order: Order): Promise<Json> {
    return this.#inTurn(async () => {
      if (this.#isClosed) throw new HostLostError('closed', true)
      if (this.#host === null || this.#host.isLost) {
        this.#host = new Host(this.#sandbox)
        for (const before of this.#setup) await this.#host.ask(before)
      }
      return this.#host.ask(order)
    })
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#before.then(act)
    this.#before = done.catch(() => undefined)
    return done
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#host?.close()
  }
}

/** One process. */
class Host {
  isLost = false
  readonly #run: Run
  readonly #orders: Json[] = []
  #wake: (() => void) | null = null
  #waiting: { resolve: (answer: Json) => void; reject: (error: Error) => void } | null = null
  #isClosing = false

  constructor(sandbox: Sandbox) {
    hostFiles ??= Object.fromEntries(readdirSync(folder).filter((name) => name.endsWith('.cjs')).map((name) => [name, readFileSync(folder + name, 'utf8')]))
    this.#run = sandbox.start({ files: hostFiles, entry, limits, network: hostProfile.network, work: { mode: 'perform', tasks: this.#tasks() } }, {
      answered: (result) => {
        const waiting = this.#waiting
        this.#waiting = null
        if (result.ok) waiting?.resolve(result.value)
        else waiting?.reject(new HostLostError(`${result.failure.name}: ${result.failure.message}`, false))
      },
    })
    void this.#run.ended.then(({ record, output }) => {
      this.isLost = true
      const why = record.stopReason ?? record.failure?.message ?? record.signal ?? `exit code ${record.exitCode}`
      this.#waiting?.reject(new HostLostError(`the candidate host ended: ${why} ${output.slice(0, 300)}`, true))
    })
  }

  ask(order: Order): Promise<Json> {
    if (this.isLost) return Promise.reject(new HostLostError('the candidate host has ended', true))
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#orders.push(order as unknown as Json)
      this.#wake?.()
    })
  }

  async close(): Promise<void> {
    this.#isClosing = true
    this.#wake?.()
    await this.#run.stop('stopped')
  }

  async *#tasks(): AsyncGenerator<Json> {
    for (;;) {
      const order = this.#orders.shift()
      if (order !== undefined) yield order
      else if (this.#isClosing) return
      else await new Promise<void>((resolve) => { this.#wake = resolve })
    }
  }
}
