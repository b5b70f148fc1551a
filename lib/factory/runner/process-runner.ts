import type { Clock } from '../../contract/ports/clock.ts'
import type { Run, RunEnd, Sandbox } from '../../contract/ports/sandbox.ts'
import type { Failure } from '../../contract/run.ts'
import type { Limits, ServiceHome } from '../../contract/spec.ts'
import { freePort } from '../../process/free-port.ts'
import { answersHealth } from './answers-health.ts'
import { Homes } from './homes.ts'
import type { Death, LogLine, Runner, RunningApp, RunOrder } from './runner.ts'
import type { Runnable } from '../../app-folder/runnables.ts'

/** Of one generated service. */
export const serviceLimits: Limits = { timeoutMs: 5_000, heapMb: 128, rssMb: 512, cpuSeconds: 3_600, outputBytes: 1_048_576 }
const keptLines = 1_000
const readyWithinMs = 8_000
/** So often within a minute a service that died is started again; then it stays down. */
const mostRestarts = 10
const periodMs = 60_000
/** The file of a component that is run. */
export const entries = { javascript: 'main.js', python: 'main.py' } as const

/** Each service as a sandboxed process with a port and a folder of its own. */
export const processRunner = ({ sandbox, clock }: { sandbox: Sandbox; clock: Clock }): Runner => ({
  async start(order) {
    const homes = new Homes(order.dataDir, order.secret)
    homes.settle(order.components)
    const services = await Promise.all(order.components.map(async (component): Promise<Service> => {
      const home = homes.of(component.id)
      const port = await freePort(home.wishedPort)
      home.listensOn(port)
      return { component, home, port, log: [], run: null, isUp: false, isDown: false }
    }))
    return new ProcessApp(order, services, sandbox, clock)
  },
})

interface Service {
  component: Runnable
  home: ServiceHome
  port: number
  log: LogLine[]
  run: Run | null
  isUp: boolean
  /** It has died so often that it is not started again. */
  isDown: boolean
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
    for (const service of services) this.#launch(service)
  }

  port(component: string): number { return this.#of(component).port }
  log(component: string): readonly LogLine[] { return this.#of(component).log }
  deaths(): readonly Death[] { return this.#deaths }

  async ready(): Promise<readonly string[]> {
    const all = [...this.#services.values()]
    await Promise.all(all.map(async (service) => {
      service.isUp = await answersHealth(service.port, { clock: this.#clock, withinMs: readyWithinMs, isOver: () => this.#isStopping || service.isDown })
    }))
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
    const { component: { id, language, files }, home: { env, folder }, port } = service
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
    const why = failure !== null ? told(failure) : stopReason ?? signal ?? `it ended with exit code ${exitCode}`
    const death: Death = { component: id, failure, why }
    this.#deaths.push(death)
    this.#order.onDeath?.(death)
    const now = this.#clock.mono()
    this.#falls = [...this.#falls.filter(({ at }) => now - at < periodMs), { id, at: now }]
    service.isDown = this.#falls.filter((fall) => fall.id === id).length > mostRestarts
    if (!service.isDown) this.#launch(service)
  }
}

/** One line, with the place in the component's own files where it has one. */
function told({ name, message, stack }: Failure): string {
  const place = /organism\/([\w.\-/]+:\d+)/.exec(stack)?.[1]
  const [first = ''] = `${name}: ${message}`.split('\n')
  return place === undefined ? first : `${first} (${place})`
}
