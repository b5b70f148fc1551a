import type { Genomes } from '../../lib/contract/ports/genomes.ts'
import { FakeGenomes } from '../fixtures/fake-genomes.ts'
import type { VirtualProcess } from './virtual-process.ts'
import type { World } from './world.ts'

/** From the call to what is on disk, and from there to the answer, ms. */
const writeMs = [0, 1, 1, 2, 6]
const answerMs = [0, 0, 1]

/** What outlives every process: the versions, and whether there is room for more. */
export class VirtualDisk {
  readonly versions = new FakeGenomes()
  /** Written by a core that woke after its reign: the next one that takes the lead takes them in. */
  readonly strays = new Set<string>()
  readonly #world: World
  #fullUntil = 0

  constructor(world: World) {
    this.#world = world
  }

  get isFull(): boolean { return this.#world.clock.mono() < this.#fullUntil }

  fill(forMs: number): () => void {
    const until = this.#world.clock.mono() + forMs
    this.#fullUntil = Math.max(this.#fullUntil, until)
    return () => this.empty()
  }

  empty(): void { this.#fullUntil = 0 }

  /** One version after the other, each written in steps: a process that dies on the way leaves the whole of it or nothing. */
  genomesOf(process: VirtualProcess): Genomes {
    const { versions } = this
    let last: Promise<unknown> = Promise.resolve()
    const write = <T>(work: () => Promise<T>): Promise<T> => {
      const { chance } = this.#world
      const mine = last.then(() => process.call('disk', [chance.of(writeMs), chance.of(answerMs)], () => {
        if (this.isFull) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
        return work()
      }))
      last = mine.catch(() => undefined)
      return mine
    }
    return {
      add: (draft) => write(async () => {
        const genome = await versions.add(draft)
        if (process !== this.#world.leads.holder) this.strays.add(genome.id)
        return genome
      }),
      setCurrent: (id) => write(() => {
        this.#world.leads.switches(process, id)
        return versions.setCurrent(id)
      }),
      read: (id) => process.look(() => versions.read(id)),
      files: (id) => process.look(() => versions.files(id)),
      list: (organism) => process.look(() => versions.list(organism)),
      current: (organism) => process.look(() => versions.current(organism)),
      diff: (from, to) => process.look(() => versions.diff(from, to)),
      damage: (organism) => process.look(() => versions.damage(organism)),
    }
  }
}
