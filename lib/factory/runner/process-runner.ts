import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../contract/ports/clock.ts'
import type { Run, RunEnd, Sandbox } from '../../contract/ports/sandbox.ts'
import type { Limits } from '../../contract/spec.ts'
import { askService } from '../../process/ask-service.ts'
import { freePort } from '../../process/free-port.ts'
import { signs } from '../../app-folder/paths.ts'
import type { Death, LogLine, Runner, RunningApp, RunOrder } from './runner.ts'
import type { Runnable } from '../../app-folder/runnables.ts'

/** Of one generated service. */
export const serviceLimits: Limits = { timeoutMs: 5_000, heapMb: 128, rssMb: 512, cpuSeconds: 3_600, outputBytes: 1_048_576 }
const keptLines = 1_000
const readyWithinMs = 8_000
const lookMs = 10
/** So often within a minute a service that died is started again; then it stays down. */
const mostRestarts = 10
const periodMs = 60_000
const entries = { javascript: 'main.js', python: 'main.py' } as const

/** Each service as a sandboxed process with a port and a folder of its own. */
export const processRunner = ({ sandbox, clock }: { sandbox: Sandbox; clock: Clock }): Runner => ({
  async start(order) {
    const services = await Promise.all(order.components.map(async (component): Promise<Service> => {
      const folder = join(order.dataDir, component.id)
      await mkdir(folder, { recursive: true })
      return { component, folder, port: await freePort(component.port), log: [], run: null, isUp: false }
    }))
    return new ProcessApp(order, services, sandbox, clock).begin()
  },
})

interface Service {
  component: Runnable
  folder: string
  port: number
  log: LogLine[]
  run: Run | null
  isUp: boolean
}

class ProcessApp implements RunningApp {
  readonly #order: RunOrder
  readonly #services: ReadonlyMap<string, Service>
  readonly #sandbox: Sandbox
  readonly #clock: Clock
  readonly #deaths: Death[] = []
  #falls: { id: string; at: number }[] = []
  #isStopping = false

  constructor(order: RunOrder, services: readonly Service[], sandbox: Sandbox, clock: Clock) {
    this.#order = order
    this.#services = new Map(services.map((service) => [service.component.id, service]))
    this.#sandbox = sandbox
    this.#clock = clock
  }

  async begin(): Promise<this> {
    const all = [...this.#services.values()]
    const ports = Object.fromEntries(all.map(({ component, port }) => [component.id, port]))
    await Promise.all(all.map(async ({ component: { needs }, folder }) => {
      // Whole or not at all: a service may be reading it.
      const known = JSON.stringify(Object.fromEntries(needs.map((need) => [need, ports[need]])))
      await writeFile(join(folder, 'peers.json.new'), known)
      await rename(join(folder, 'peers.json.new'), join(folder, 'peers.json'))
    }))
    for (const service of all) this.#launch(service)
    return this
  }

  port(component: string): number { return this.#of(component).port }
  log(component: string): readonly LogLine[] { return this.#of(component).log }
  deaths(): readonly Death[] { return this.#deaths }

  async ready(): Promise<readonly string[]> {
    const all = [...this.#services.values()]
    await Promise.all(all.map((service) => this.#listens(service)))
    return all.filter(({ isUp }) => !isUp).map(({ component }) => component.id)
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    await Promise.all([...this.#services.values()].flatMap(({ run }) => (run === null ? [] : [run.stop('stopped')])))
  }

  #of(id: string): Service {
    const service = this.#services.get(id)
    if (service === undefined) throw new RangeError(`there is no component ${id}`)
    return service
  }

  #launch(service: Service): void {
    const { component: { id, language, files, keepsData }, folder, port } = service
    const env = { PEERS: join(folder, 'peers.json'), ...(keepsData ? { DATA: folder } : {}), ...(signs({ files }) ? { SECRET: this.#order.secret } : {}) }
    const run = this.#sandbox.start(
      { files, entry: entries[language], limits: serviceLimits, network: 'loopback', work: { mode: 'service', port, env, folder } },
      { output: ({ stream, lines }) => { for (const text of lines) this.#hear(service, { component: id, stream, text }) } },
    )
    service.run = run
    void run.ended.then((end) => this.#ended(service, end))
  }

  #hear({ log }: Service, line: LogLine): void {
    log.push(line)
    if (log.length > keptLines) log.shift()
    this.#order.onLine?.(line)
  }

  #ended(service: Service, { record }: RunEnd): void {
    service.isUp = false
    if (this.#isStopping) return
    const { id } = service.component
    const { failure, exitCode, signal, stopReason } = record
    const why = failure !== null ? `${failure.name}: ${failure.message}` : stopReason ?? signal ?? `it ended with exit code ${exitCode}`
    const death: Death = { component: id, failure, why: why.split('\n')[0] ?? why }
    this.#deaths.push(death)
    this.#order.onDeath?.(death)
    const now = this.#clock.mono()
    this.#falls = [...this.#falls.filter(({ at }) => now - at < periodMs), { id, at: now }]
    if (this.#falls.filter((fall) => fall.id === id).length <= mostRestarts) this.#launch(service)
  }

  async #listens(service: Service): Promise<void> {
    const until = this.#clock.mono() + readyWithinMs
    while (!this.#isStopping && this.#clock.mono() < until) {
      const answer = await askService(service.port, { method: 'GET', path: '/health' }, 1_000, this.#clock)
      service.isUp = answer.ok && (answer.value as { status: number }).status === 200
      if (service.isUp) return
      await this.#clock.sleep(lookMs)
    }
  }
}
