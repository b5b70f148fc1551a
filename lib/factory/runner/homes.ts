import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signs } from '../../app-folder/paths.ts'
import type { Runnable } from '../../app-folder/runnables.ts'
import type { ServiceHome } from '../../contract/spec.ts'

const peersName = 'peers.json'

type Resident = Pick<Runnable, 'id' | 'needs' | 'keepsData' | 'files' | 'port'>

/**
 * Where the services of one app keep things and find each other: a folder each, with a file in it that says where the
 * others listen, and which is written anew when one of them moves, or when there are others.
 */
export class Homes {
  readonly #dataDir: string
  readonly #secret: string
  readonly #ports = new Map<string, number>()
  #residents: readonly Resident[] = []

  /** @param secret only who makes or reads tokens is told */
  constructor(dataDir: string, secret: string) {
    this.#dataDir = dataDir
    this.#secret = secret
  }

  /** Who lives here from now on. Who did before stays where it listens. */
  settle(residents: readonly Resident[]): void {
    this.#residents = residents
    for (const { id, port } of residents) {
      mkdirSync(this.#folder(id), { recursive: true })
      if (!this.#ports.has(id)) this.#ports.set(id, port)
    }
    for (const { id } of residents) this.#tellPeers(id)
  }

  of(id: string): ServiceHome {
    const resident = this.#residents.find((one) => one.id === id)
    if (resident === undefined) throw new RangeError(`there is no component ${id}`)
    const folder = this.#folder(id)
    return {
      folder, wishedPort: resident.port,
      env: { PEERS: join(folder, peersName), ...(resident.keepsData ? { DATA: folder } : {}), ...(signs(resident) ? { SECRET: this.#secret } : {}) },
      listensOn: (port) => this.#move(id, port),
    }
  }

  #folder(id: string): string { return join(this.#dataDir, id) }

  #move(id: string, port: number): void {
    if (this.#ports.get(id) === port) return
    this.#ports.set(id, port)
    for (const { id: other, needs } of this.#residents) if (needs.includes(id)) this.#tellPeers(other)
  }

  /** Whole or not at all: the service may be reading it. */
  #tellPeers(id: string): void {
    const needs = this.#residents.find((one) => one.id === id)?.needs ?? []
    const path = join(this.#folder(id), peersName)
    writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(needs.map((need) => [need, this.#ports.get(need)]))))
    renameSync(`${path}.new`, path)
  }
}
