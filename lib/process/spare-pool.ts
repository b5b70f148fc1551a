import type { Clock } from '../contract/ports/clock.ts'
import type { HostProcess } from './host-process.ts'
import type { Profile } from './launch-command.ts'

/** After a spare was taken: booting the next one shall not take CPU from the run that has just begun. */
const refillDelayMs = 50
const firstBackOffMs = 100
const longestBackOffMs = 10_000

interface Shelf {
  profile: Profile
  wanted: number
  spares: HostProcess[]
  /** Spares in a row that died before anybody took them. */
  deaths: number
  isRefilling: boolean
}

/** Booted hosts that wait for their genome, by profile. */
export class SparePool {
  readonly #boot: (profile: Profile) => HostProcess
  readonly #clock: Clock
  readonly #shelves = new Map<string, Shelf>()
  readonly #closed = new AbortController()

  constructor(boot: (profile: Profile) => HostProcess, clock: Clock) {
    this.#boot = boot
    this.#clock = clock
  }

  warm(profile: Profile, count: number): void {
    if (this.#closed.signal.aborted) return
    const shelf = this.#shelves.get(keyOf(profile)) ?? { profile, wanted: 0, spares: [], deaths: 0, isRefilling: false }
    this.#shelves.set(keyOf(profile), shelf)
    shelf.wanted = count
    for (const spare of shelf.spares.splice(count)) spare.kill()
    this.#fill(shelf)
  }

  /** @returns a spare, one that is ready before one that still boots; undefined when there is none */
  take(profile: Profile): HostProcess | undefined {
    const shelf = this.#shelves.get(keyOf(profile))
    if (!shelf) return undefined
    const { spares } = shelf
    const taken = spares.find((spare) => spare.state === 'ready') ?? spares.find((spare) => spare.state === 'booting')
    if (taken) spares.splice(spares.indexOf(taken), 1)
    void this.#refill(shelf, refillDelayMs)
    return taken
  }

  async close(): Promise<void> {
    this.#closed.abort()
    const spares = [...this.#shelves.values()].flatMap((shelf) => shelf.spares.splice(0))
    for (const spare of spares) spare.kill()
    await Promise.all(spares.map((spare) => spare.ended))
  }

  async #refill(shelf: Shelf, delayMs: number): Promise<void> {
    if (shelf.isRefilling) return
    shelf.isRefilling = true
    await this.#clock.sleep(delayMs, this.#closed.signal)
    shelf.isRefilling = false
    this.#fill(shelf)
  }

  #fill(shelf: Shelf): void {
    while (!this.#closed.signal.aborted && shelf.spares.length < shelf.wanted) {
      const spare = this.#boot(shelf.profile)
      shelf.spares.push(spare)
      spare.onReady(() => {
        shelf.deaths = 0
      })
      void spare.ended.then(() => this.#bury(shelf, spare))
    }
  }

  /** A spare that somebody took is not on the shelf any more: its end is its run's. */
  #bury(shelf: Shelf, spare: HostProcess): void {
    const place = shelf.spares.indexOf(spare)
    if (place === -1) return
    shelf.spares.splice(place, 1)
    shelf.deaths++
    void this.#refill(shelf, Math.min(longestBackOffMs, firstBackOffMs * 2 ** (shelf.deaths - 1)))
  }
}

const keyOf = ({ heapMb, network }: Profile): string => `${heapMb} ${network}`
