import type { Config } from '../../lib/config.ts'
import { StaleEpochError } from '../../lib/contract/errors.ts'
import { exitCodes, type CoreBeat } from '../../lib/contract/stream.ts'
import { startCore, type Core } from '../../lib/core/start-core.ts'
import type { Steps } from '../../lib/core/steps.ts'
import type { Patient } from './patients.ts'
import { VirtualProcess } from './virtual-process.ts'
import { VirtualSandbox } from './virtual-sandbox.ts'
import { virtualMachine } from './virtual-machine.ts'
import { virtualSearch } from './virtual-search.ts'
import { virtualStore } from './virtual-store.ts'
import type { World } from './world.ts'

/** From the start of a process to the first word of its core, ms; and how long one that shall end may take. */
const bootMs = [120, 200, 350, 900]
const endWithinMs = 4_000

/** What lib/core/main.ts makes of a process: a real core, on a machine that is simulated. */
export class VirtualCore {
  readonly process: VirtualProcess
  readonly sandbox: VirtualSandbox
  readonly #machine: ReturnType<typeof virtualMachine>
  /** What it said of itself last. */
  beat: CoreBeat | null = null
  beatAt = 0
  #core: Core | null = null

  constructor(world: World, name: string, pid: number, { config, patients }: { config: Config; patients: readonly Patient[] }) {
    this.process = new VirtualProcess(world, name, pid)
    this.sandbox = new VirtualSandbox(this.process, patients)
    this.#machine = virtualMachine(this.process, this.sandbox, patients)
    this.process.post(world.chance.of(bootMs), 'boot', () => void this.#boot(config, patients))
  }

  get steps(): Steps { return this.#machine.steps }
  get isLeading(): boolean { return this.beat?.role === 'active' }

  /** As SIGTERM does: in order, and in the end anyhow. */
  terminate(): void {
    const { process } = this
    process.act('signals', () => {
      process.isTerminated = true
      process.post(endWithinMs, 'end', () => process.exit(0))
      void (async () => this.#core?.stop('SIGTERM'))().catch(() => undefined).then(() => process.exit(0))
    })
  }

  async #boot(config: Config, patients: readonly Patient[]): Promise<void> {
    const { process } = this
    const { world } = process
    const broke = (error: unknown): void => process.act('end', () => {
      world.tell(`${process.name} cannot go on: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`)
      world.broke(process, error)
      process.exit(error instanceof StaleEpochError ? exitCodes.steppedDown : exitCodes.broken)
    })
    const quiet = (): void => undefined
    try {
      this.#core = await startCore({
        config, name: process.core, version: 'simulated', store: virtualStore(process), sandbox: this.sandbox,
        search: virtualSearch(process, patients), machine: this.#machine,
        log: { debug: quiet, info: quiet, warn: quiet, error: (what: unknown) => world.complains(process, what) },
        onOutput: quiet, onThought: quiet, onBreak: broke,
        onBeat: (beat) => process.act('beats', () => {
          this.beat = beat
          this.beatAt = world.clock.mono()
        }),
        onHandOver: () => process.exit(exitCodes.handedOver),
      })
      await this.#core.leads
    } catch (error) {
      broke(error)
    }
  }
}
