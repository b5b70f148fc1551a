import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestFile } from '../../contract/factory/scenario.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { Death, LogLine, Runner } from '../runner/runner.ts'
import type { Runnable } from '../../app-folder/runnables.ts'
import { checkApp } from './check-app.ts'
import type { ScenarioEnd, ScenarioPorts } from './run-scenario.ts'

/** What an app came to when all its scenarios were played. */
export interface Rehearsal {
  ends: ScenarioEnd[]
  deaths: readonly Death[]
  /** Components that never answered. */
  silent: readonly string[]
  /** The last lines of each. */
  log: readonly LogLine[]
  ms: number
}

/** Starts the app apart from everything that is kept, plays all scenarios against it, and ends it. */
export async function rehearseApp(components: readonly Runnable[], tests: TestFile, { runner, clock, runCommand, onEnd, stop }: {
  runner: Runner
  clock: Clock
  runCommand: ScenarioPorts['runCommand']
  onEnd?: (end: ScenarioEnd) => void
  stop: AbortSignal
}): Promise<Rehearsal> {
  stop.throwIfAborted()
  const began = clock.mono()
  const dataDir = await mkdtemp(join(tmpdir(), 'ouroboros-stage-'))
  const app = await runner.start({ components: components.map((component) => ({ ...component, port: 0 })), dataDir, secret: randomBytes(32).toString('hex') })
  const end = (): void => void app.stop()
  stop.addEventListener('abort', end, { once: true })
  try {
    const silent = await app.ready()
    stop.throwIfAborted()
    const ends = await checkApp(tests, { app, clock, runCommand }, onEnd)
    stop.throwIfAborted()
    return { ends, deaths: app.deaths(), silent, log: components.flatMap(({ id }) => app.log(id)), ms: clock.mono() - began }
  } finally {
    stop.removeEventListener('abort', end)
    await app.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
