import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { composeService, imageOf, innerPort } from '../../app-folder/compose-service.ts'
import { composeName } from '../../app-folder/paths.ts'
import type { Runnable } from '../../app-folder/runnables.ts'
import { yamlText } from '../../app-folder/yaml-file.ts'
import { DockerUnavailableError } from '../../contract/errors.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import { freePort } from '../../process/free-port.ts'
import { answersHealth } from './answers-health.ts'
import { whyNoEngine, type Docker } from './docker.ts'
import type { Death, LogLine, Runner, RunningApp, RunOrder } from './runner.ts'

/** By it whoever looks at the engine finds what a crash of ours has left behind. */
const projectPrefix = 'ouroboros-'
const keptLines = 1_000
const readyWithinMs = 15_000
/** An image may have to be fetched first. */
const upWithinMs = 300_000
/** Between a death and the last lines that tell of it. */
const lastWordsMs = 200
const thrown = /^(?:Uncaught )?\w*(?:Error|Exception)\b.*/
/** What Compose puts before a line, though there is no terminal. */
const lineClearing = '\u001b[2K'

/**
 * Each service as a container with a port of its own on loopback. They start at once, none waits for another, and each
 * has its own reader of its log: what one of them does hides nothing of the others.
 */
export const composeRunner = ({ docker, clock }: { docker: Docker | null; clock: Clock }): Runner => ({
  async start(order) {
    const why = await whyNoEngine(docker)
    if (docker === null || why !== null) throw new DockerUnavailableError(`Docker Compose cannot run the app: ${why}.`)
    const services = await Promise.all(order.components.map(async (component): Promise<Service> => ({ component, port: await freePort(component.port), log: [], lastBefore: null })))
    const app = new ComposeApp(order, services, docker, clock)
    try {
      await app.up()
      return app
    } catch (error) {
      await app.stop().catch(() => undefined)
      throw error
    }
  },
})

interface Service {
  component: Runnable
  port: number
  log: LogLine[]
  /** The last line that was known when it died last. */
  lastBefore: LogLine | null
}

class ComposeApp implements RunningApp {
  readonly #order: RunOrder
  readonly #services: ReadonlyMap<string, Service>
  readonly #docker: Docker
  readonly #clock: Clock
  readonly #project = `${projectPrefix}${randomBytes(4).toString('hex')}`
  readonly #folder = mkdtempSync(join(tmpdir(), projectPrefix))
  readonly #compose: readonly string[]
  readonly #deaths: Death[] = []
  #followers: { stop: () => Promise<void> }[] = []
  #stopped: Promise<void> | null = null

  constructor(order: RunOrder, services: readonly Service[], docker: Docker, clock: Clock) {
    this.#order = order
    this.#services = new Map(services.map((service) => [service.component.id, service]))
    this.#docker = docker
    this.#clock = clock
    this.#compose = ['compose', '--project-name', this.#project, '--file', join(this.#folder, composeName)]
  }

  port(component: string): number { return this.#of(component).port }
  log(component: string): readonly LogLine[] { return this.#of(component).log }
  deaths(): readonly Death[] { return this.#deaths }

  async up(): Promise<void> {
    await this.#write()
    this.#followers.push(this.#watchDeaths())
    const { ok, lastLine } = await this.#docker.run([...this.#compose, 'up', '--detach'], { timeoutMs: upWithinMs })
    if (!ok) throw new DockerUnavailableError(`Docker Compose cannot run the app: ${await this.#missingImage() ?? 'it was not started'} (${lastLine}).`)
    for (const service of this.#services.values()) this.#followers.push(this.#readLog(service))
  }

  async ready(): Promise<readonly string[]> {
    const all = [...this.#services.values()]
    const isUp = await Promise.all(all.map(({ port }) => answersHealth(port, { clock: this.#clock, withinMs: readyWithinMs, isOver: () => this.#stopped !== null })))
    return all.filter((_, index) => !isUp[index]).map(({ component }) => component.id)
  }

  stop(): Promise<void> {
    if (this.#stopped === null) {
      this.#stopped = this.#end()
      // Whoever waits for it is told; not everybody does.
      this.#stopped.catch(() => undefined)
    }
    return this.#stopped
  }

  #of(id: string): Service {
    const service = this.#services.get(id)
    if (service === undefined) throw new RangeError(`there is no component ${id}`)
    return service
  }

  /** The texts, which may be on no disk yet, and a Compose file of just these components. */
  async #write(): Promise<void> {
    const user = await this.#user()
    const services = [...this.#services.values()].map(({ component, port }): [string, object] => {
      const { id, files, keepsData } = component
      const [source, data] = [join(this.#folder, id), join(this.#order.dataDir, id)]
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(source, path)), { recursive: true })
        writeFileSync(join(source, path), text)
      }
      if (keepsData) mkdirSync(data, { recursive: true })
      return [id, composeService(component, {
        secret: this.#order.secret,
        volumes: [{ type: 'bind', source, target: '/app', read_only: true }, ...(keepsData ? [{ type: 'bind', source: data, target: '/data' }] : [])],
        more: { ...user, ports: [`127.0.0.1:${port}:${innerPort}`] },
      })]
    })
    const text = yamlText({ name: this.#project, services: Object.fromEntries(services) }, 'One run of an app. Written by Ouroboros, and gone with it.')
    // Nothing in it is a variable.
    writeFileSync(join(this.#folder, composeName), text.replaceAll('$', '$$$$'), { mode: 0o600 })
  }

  /** Whoever owns the data folder has to write in it, and root without its privileges may write in no one else's. A rootless engine has made this user its root. */
  async #user(): Promise<object> {
    const { output } = await this.#docker.run(['info', '--format', '{{.SecurityOptions}}'])
    return process.getuid === undefined || process.getgid === undefined || output.includes('rootless') ? {} : { user: `${process.getuid()}:${process.getgid()}` }
  }

  async #missingImage(): Promise<string | null> {
    for (const image of new Set([...this.#services.values()].map(({ component }) => imageOf(component)))) {
      if (!(await this.#docker.run(['image', 'inspect', image])).ok) return `the image ${image} is not here and cannot be had`
    }
    return null
  }

  #readLog({ component: { id: component }, log }: Service): { stop: () => Promise<void> } {
    // Compose's own word on a death, among the lines of who died.
    const notice = new RegExp(`^(?:\\S+-)?${component}-1 exited with code \\d+`)
    return this.#docker.follow([...this.#compose, 'logs', '--follow', '--no-log-prefix', component], (printed) => {
      const text = printed.startsWith(lineClearing) ? printed.slice(lineClearing.length) : printed
      if (notice.test(text)) return
      // Compose hands both streams over as one.
      const line: LogLine = { component, stream: 'stdout', text }
      log.push(line)
      if (log.length > keptLines) log.shift()
      this.#order.onLine?.(line)
    })
  }

  #watchDeaths(): { stop: () => Promise<void> } {
    const died = '{{.Action}} {{index .Actor.Attributes "com.docker.compose.service"}} {{index .Actor.Attributes "exitCode"}}'
    const starved = new Set<string>()
    // From the beginning of time: no death is missed, however soon it comes.
    return this.#docker.follow(['events', '--since', '1', '--filter', `label=com.docker.compose.project=${this.#project}`, '--filter', 'event=die', '--filter', 'event=oom', '--format', died], (text) => {
      const [action, id = '', exitCode = ''] = text.split(' ')
      const service = this.#services.get(id)
      if (service === undefined) return
      if (action === 'oom') starved.add(id)
      else void this.#died(service, starved.delete(id) ? 'it needed more memory than it may have' : `it ended with exit code ${exitCode}`)
    })
  }

  async #died(service: Service, how: string): Promise<void> {
    if (this.#stopped !== null) return
    await this.#clock.sleep(lastWordsMs)
    const { component: { id: component }, log, lastBefore } = service
    const words = lastBefore === null ? log : log.slice(log.lastIndexOf(lastBefore) + 1)
    service.lastBefore = log.at(-1) ?? null
    const death: Death = { component, failure: null, why: words.findLast(({ text }) => thrown.test(text))?.text ?? how }
    this.#deaths.push(death)
    this.#order.onDeath?.(death)
  }

  async #end(): Promise<void> {
    await Promise.all(this.#followers.map((follower) => follower.stop()))
    const { ok, lastLine } = await this.#docker.run([...this.#compose, 'down', '--volumes', '--timeout', '2'])
    rmSync(this.#folder, { recursive: true, force: true })
    if (!ok) throw new DockerUnavailableError(`Docker Compose did not end the app: docker compose --project-name ${this.#project} down --volumes does (${lastLine}).`)
  }
}
