import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signs } from '../../app-folder/paths.ts'
import type { Runnable } from '../../app-folder/runnables.ts'
import type { ServiceHome } from '../../contract/spec.ts'

const peersName = 'peers.json'

/**
 * Where the services of one app keep things and find each other: a folder each, with a file in it that says where the
 * others listen, and which is written anew when one of them moves.
 */
export class Homes {
  readonly #components: readonly Pick<Runnable, 'id' | 'needs' | 'keepsData' | 'files' | 'port'>[]
  readonly #dataDir: string
  readonly #secret: string
  readonly #ports = new Map<string, number>()

  /** @param secret only who makes or reads tokens is told */
  constructor(components: Homes['components'], dataDir: string, secret: string) {
    this.#components = components
    this.#dataDir = dataDir
    this.#secret = secret
    for (const { id, port } of components) {
      mkdirSync(this.#folder(id), { recursive: true })
      this.#ports.set(id, port)
    }
    for (const { id } of components) this.#tellPeers(id)
  }

  get components(): readonly Pick<Runnable, 'id' | 'needs' | 'keepsData' | 'files' | 'port'>[] { return this.#components }

  of(id: string): ServiceHome {
    const component = this.#components.find((one) => one.id === id)
    if (component === undefined) throw new RangeError(`there is no component ${id}`)
    const folder = this.#folder(id)
    return {
      folder, wishedPort: component.port,
      env: { PEERS: join(folder, peersName), ...(component.keepsData ? { DATA: folder } : {}), ...(signs(component) ? { SECRET: this.#secret } : {}) },
      listensOn: (port) => this.#move(id, port),
    }
  }

  #folder(id: string): string { return join(this.#dataDir, id) }

  #move(id: string, port: number): void {
    if (this.#ports.get(id) === port) return
    this.#ports.set(id, port)
    for (const { id: other, needs } of this.#components) if (needs.includes(id)) this.#tellPeers(other)
  }

  /** Whole or not at all: the service may be reading it. */
  #tellPeers(id: string): void {
    const needs = this.#components.find((one) => one.id === id)?.needs ?? []
    const path = join(this.#folder(id), peersName)
    writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(needs.map((need) => [need, this.#ports.get(need)]))))
    renameSync(`${path}.new`, path)
  }
}
