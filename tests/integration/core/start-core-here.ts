import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig, rootDir } from '../../../lib/config.ts'
import type { CommandRequest } from '../../../lib/contract/command.ts'
import type { EventKind, EventOf } from '../../../lib/contract/event.ts'
import type { Incident } from '../../../lib/contract/incident.ts'
import type { Search } from '../../../lib/contract/ports/search.ts'
import { startCore, type Core } from '../../../lib/core/start-core.ts'
import { pickTier, probeCapabilities } from '../../../lib/process/capabilities.ts'
import { openSandbox } from '../../../lib/process/open-sandbox.ts'
import { openDesk } from '../../../lib/store/sqlite/open-desk.ts'
import { openReaders } from '../../../lib/store/sqlite/open-readers.ts'

/** A core in this process, so that its search can be a stand-in; ledger, genomes, sandbox and organisms are real. */
export async function startCoreHere({ organisms = [], folders = {}, manifest = {}, search }: {
  /** Names of the project's own organisms to take along, with changes to all of their manifests. */
  organisms?: string[]
  manifest?: object
  /** Further ones: folder → file → text. */
  folders?: Record<string, Record<string, string>>
  search: Search
}) {
  const dir = mkdtempSync(join(tmpdir(), 'ouroboros-core-'))
  const organismsDir = join(dir, 'organisms')
  mkdirSync(organismsDir)
  symlinkSync(join(rootDir, 'node_modules'), join(dir, 'node_modules'))
  for (const name of organisms) {
    cpSync(join(rootDir, 'organism', name), join(organismsDir, name), { recursive: true })
    const path = join(organismsDir, name, 'organism.json')
    writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as object), ...manifest }))
  }
  for (const [folder, files] of Object.entries(folders)) {
    mkdirSync(join(organismsDir, folder))
    for (const [name, text] of Object.entries(files)) writeFileSync(join(organismsDir, folder, name), text)
  }
  const config = { ...loadConfig({ env: {}, argv: ['--data', join(dir, 'data')], cwd: rootDir }), organismsDir }
  mkdirSync(config.dataDir)
  const tier = pickTier(await probeCapabilities())
  const reader = openReaders(config.ledgerPath)
  const broken: unknown[] = []
  const quiet = (): void => undefined
  const start = (): Promise<Core> => startCore({
    config, name: 'a', version: '0', search, sandbox: openSandbox({ tier }),
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet }, onOutput: quiet, onThought: quiet, onBreak: (error) => broken.push(error),
  })
  let core = await start()
  const desk = openDesk(config.ledgerPath)

  async function waitFor<T>(what: string, look: () => T | null | undefined | false, timeoutMs = 20_000): Promise<T> {
    for (const until = performance.now() + timeoutMs; ;) {
      const found = look()
      if (found !== null && found !== undefined && found !== false) return found
      if (broken.length > 0) throw new Error(`the core broke while it waited for ${what}: ${broken.map((error) => (error instanceof Error ? error.stack : String(error))).join('\n')}`)
      if (performance.now() > until) throw new Error(`waited ${timeoutMs} ms for ${what}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const incidents = (organism: string): Incident[] => reader.incidents({ organism, limit: 1_000 }).toReversed()
  return {
    reader, waitFor,
    events: <K extends EventKind>(kind: K, organism: string) => reader.events({ kinds: [kind], organism, limit: 100_000 }) as EventOf<K>[],
    ask: async (request: CommandRequest) => {
      const { id } = desk.insert(request, 'test')
      return waitFor(`the end of ${request.kind}`, () => {
        const row = desk.read(id)
        return row && (row.state === 'done' || row.state === 'refused') ? row : null
      })
    },
    incidents,
    /** The n-th incident, from 1, once it has ended and the organism is told to be well or set apart again. */
    ended: async (organism: string, nth: number) => {
      const incident = await waitFor(`incident ${nth} of ${organism} to end`, () => {
        const row = incidents(organism)[nth - 1]
        return row?.end ? row : null
      })
      await waitFor('its state', () => ['healthy', 'quarantined'].includes(reader.view().organisms[organism]?.state ?? ''))
      return incident
    },
    restart: async () => {
      await core.stop('the test says so')
      core = await start()
    },
    close: async () => {
      await core.stop('the test is over')
      desk.close()
      reader.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
