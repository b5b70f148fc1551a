import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '../../lib/chaos/random.ts'
import type { Sandbox } from '../../lib/contract/ports/sandbox.ts'
import type { Share } from '../../lib/contract/factory/gap-end.ts'
import type { Registry } from '../../lib/contract/factory/registry.ts'
import { readTests } from '../../lib/app-folder/read-app.ts'
import { agentsIn, type Workshop } from '../../lib/factory/agents/agents.ts'
import { localEngine } from '../../lib/factory/flow/local-engine.ts'
import { memoryStore } from '../../lib/factory/flow/memory-store.ts'
import { makeApp } from '../../lib/factory/make-app.ts'
import { mendApp, type MendEnd, type MendPorts } from '../../lib/factory/loop/mend-app.ts'
import type { Pen } from '../../lib/factory/pen.ts'
import { processRunner } from '../../lib/factory/runner/process-runner.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { openSearch } from '../../lib/repair/open-search.ts'
import { checkRefused, checkResult } from '../../lib/watcher/check-result.ts'

export const never = new AbortController().signal

const workshop = (sandbox: Sandbox, pen: Pen | null): Workshop => ({
  clock, runner: processRunner({ sandbox, clock }), wall: null, pen,
  search: openSearch({ sandbox, clock, judges: { oracle: checkResult, refused: checkRefused }, seeded: seededRandom, lanes: 2 }),
})

/** As the factory has it, with so many edits at a time as there are CPUs of the smallest machine. */
export const mending = (sandbox: Sandbox, budgetMs: number, pen: Pen | null = null): MendPorts => ({
  engine: localEngine({ agents: agentsIn(workshop(sandbox, pen)), store: memoryStore(), clock, atOnce: 2 }), clock, onEvent: () => undefined, after: [], stop: never, seed: 1, budgetMs, iterations: 3, timeMs: 120_000,
})

/** `share`: how much of it a model wrote; null: nothing of the kind was wished for. */
export interface Made { root: string; registry: Registry; end: MendEnd; share: Share | null; ms: number; remove: () => void }

/** An app in a folder of its own, from its sentence to all scenarios played. */
export async function makeIn(sandbox: Sandbox, sentence: string, pen: Pen | null = null): Promise<Made> {
  const root = mkdtempSync(join(tmpdir(), 'bench-factory-'))
  const remove = (): void => rmSync(root, { recursive: true, force: true })
  try {
    const began = clock.mono()
    const ports = mending(sandbox, 15_000, pen)
    let share: Share | null = null
    const { registry } = await makeApp({ root, sentence, edited: null }, { ...ports, onGaps: (_gaps, told) => { share = told } })
    const end = await mendApp(root, registry, readTests(root, registry), ports)
    return { root, registry: end.registry, end, share, ms: clock.mono() - began, remove }
  } catch (error) {
    remove()
    throw error
  }
}
