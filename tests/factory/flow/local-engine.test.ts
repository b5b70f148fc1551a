import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localEngine } from '../../../lib/factory/flow/local-engine.ts'
import { memoryStore } from '../../../lib/factory/flow/memory-store.ts'
import { systemClock as clock } from '../../../lib/process/clock.ts'
import { openFlowStore } from '../../../lib/store/sqlite/flow-store.ts'
import { describeFlowEngine } from '../../conformance/flow-engine.ts'

describeFlowEngine('in memory', () => {
  const store = memoryStore()
  return { open: (agents) => localEngine({ agents, store, clock, atOnce: 4 }), cleanup: async () => undefined }
})

describeFlowEngine('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-flow-'))
  const opened: { close: () => void }[] = []
  return {
    open: (agents) => {
      const store = openFlowStore(join(folder, '.ouroboros', 'flow.db'))
      opened.push(store)
      return localEngine({ agents, store, clock, atOnce: 4 })
    },
    cleanup: async () => {
      for (const store of opened) store.close()
      rmSync(folder, { recursive: true })
    },
  }
})
