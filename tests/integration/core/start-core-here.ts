import { rmSync } from 'node:fs'
import type { CommandRequest } from '../../../lib/contract/command.ts'
import type { EventKind, EventOf } from '../../../lib/contract/event.ts'
import type { Incident } from '../../../lib/contract/incident.ts'
import type { Search } from '../../../lib/contract/ports/search.ts'
import { startCore, type Core } from '../../../lib/core/start-core.ts'
import { pickTier, probeCapabilities } from '../../../lib/process/capabilities.ts'
import { openSandbox } from '../../../lib/process/open-sandbox.ts'
import { openDesk } from '../../../lib/store/sqlite/open-desk.ts'
import { systemClock } from '../../../lib/process/clock.ts'
import { openSqliteStore } from '../../../lib/store/sqlite/open-store.ts'
import { openReaders } from '../../../lib/store/sqlite/open-readers.ts'
import { makeLabFolder, type LabFolder } from './lab-folder.ts'

/** A core in this process, so that its search can be a stand-in; ledger, genomes, sandbox and organisms are real. */
export async function startCoreHere({ search, ...folder }: LabFolder & { search: Search }) {
  const { dir, config } = makeLabFolder(folder)
  const tier = pickTier(await probeCapabilities())
  const reader = openReaders(config.ledgerPath)
  const broken: unknown[] = []
  const quiet = (): void => undefined
  const start = async (): Promise<Core> => {
    const started = await startCore({
      config, store: openSqliteStore(config.ledgerPath, systemClock), name: 'a', version: '0', search, sandbox: openSandbox({ tier }),
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet }, onOutput: quiet, onThought: quiet, onBeat: quiet, onHandOver: quiet, onBreak: (error) => broken.push(error),
    })
    await started.leads
    return started
  }
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
      const { id } = desk.insert(request, { author: 'test' })
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
