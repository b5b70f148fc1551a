import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig, rootDir, type Config } from '../../lib/config.ts'
import type { LedgerEvent, NewEvent } from '../../lib/contract/event.ts'
import type { Mind } from '../../lib/contract/ports/mind.ts'
import { openMind } from '../../lib/core/open-mind.ts'
import { relayOutput } from '../../lib/core/output-relay.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { openLedger } from '../../lib/store/sqlite/open-ledger.ts'
import { openReaders } from '../../lib/store/sqlite/open-readers.ts'
import { startFakeOllama } from '../../tests/fixtures/llm/fake-ollama.ts'
import type { FakeServer } from '../../tests/fixtures/llm/fake-server.ts'

/** The way of a core to a model, with a ledger on disk, and a scripted server at its end. */
export interface Desk {
  dir: string
  server: FakeServer
  mind: Mind
  reader: ReturnType<typeof openReaders>
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  close: () => Promise<void>
}

type Limits = Pick<Config, 'mindCallsPerHour' | 'mindTokensPerHour'>

export async function openDesk(limits: Limits): Promise<Desk> {
  mkdirSync(join(rootDir, 'data'), { recursive: true })
  const dir = mkdtempSync(join(rootDir, 'data', 'bench-mind-'))
  const server = await startFakeOllama()
  const path = join(dir, 'ledger.sqlite')
  const ledger = openLedger({ path, core: 'bench', pid: process.pid, clock })
  const reader = openReaders(path)
  const record: Desk['record'] = (...events) => ledger.append(...events)
  const config = loadConfig({ env: mindVariables(server), argv: ['--data', dir], cwd: dir })
  const relay = relayOutput({ write: () => true, once: () => undefined }, clock.now)
  const mind = openMind({
    config, clock, record, reader, tier: 2,
    settings: { now: () => ({ ...config, ...limits }) }, learningUntil: () => null, onThought: relay.think, spoiler: { how: null },
  })
  return {
    dir, server, mind, reader, record,
    async close() {
      relay.close()
      await ledger.close()
      reader.close()
      await server.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export const mindVariables = ({ url }: FakeServer): Record<string, string> =>
  ({ OUROBOROS_MIND: 'ollama/bench', OUROBOROS_MIND_URL: url, OUROBOROS_MIND_HOSTS: new URL(url).host })
