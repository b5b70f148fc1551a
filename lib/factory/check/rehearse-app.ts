import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { TestFile } from '../../contract/factory/scenario.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { Wall } from '../../process/command-wall.ts'
import { Workspace } from '../../process/workspace.ts'
import { deathSchema, logLineSchema, type Runner } from '../runner/runner.ts'
import type { Runnable } from '../../app-folder/runnables.ts'
import { checkApp } from './check-app.ts'
import { scenarioEndSchema, type ScenarioPorts } from './run-scenario.ts'

/** What an app came to when all its scenarios were played. */
export const rehearsalSchema = z.object({
  ends: z.array(scenarioEndSchema),
  deaths: z.array(deathSchema),
  /** Components that never answered. */
  silent: z.array(z.string()),
  /** The last lines of each. */
  log: z.array(logLineSchema),
  ms: z.number(),
})
export type Rehearsal = z.infer<typeof rehearsalSchema>

export interface RehearsalPorts {
  runner: Runner
  clock: Clock
  /** What commands of scenarios are put behind; null: none can be run here. */
  wall: Wall | null
  stop: AbortSignal
}

/** Starts the app apart from everything that is kept, plays all scenarios against it, and ends it. */
export async function rehearseApp(components: readonly Runnable[], tests: TestFile, { runner, clock, wall, stop }: RehearsalPorts): Promise<Rehearsal> {
  stop.throwIfAborted()
  const began = clock.mono()
  const dataDir = await mkdtemp(join(tmpdir(), 'ouroboros-stage-'))
  const app = await runner.start({ components: components.map((component) => ({ ...component, port: 0 })), dataDir, secret: randomBytes(32).toString('hex') })
  const commands = wall === null ? null : commandsOn(components, wall)
  const end = (): void => {
    commands?.close()
    void app.stop()
  }
  stop.addEventListener('abort', end, { once: true })
  try {
    const silent = await app.ready()
    stop.throwIfAborted()
    const ends = await checkApp(tests, { app, clock, runCommand: commands?.run ?? null })
    stop.throwIfAborted()
    return { ends, deaths: [...app.deaths()], silent: [...silent], log: components.flatMap(({ id }) => app.log(id)), ms: clock.mono() - began }
  } finally {
    stop.removeEventListener('abort', end)
    commands?.close()
    await app.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** A copy of the texts that are rehearsed, a folder each layer and component as in an iteration, made when the first command is run in it. */
function commandsOn(components: readonly Runnable[], wall: Wall): { run: NonNullable<ScenarioPorts['runCommand']>; close: () => void } {
  let place: Workspace | null = null
  return {
    run([file = '', ...args], timeoutMs) {
      place ??= filled(components, new Workspace({ PATH: `${dirname(process.execPath)}:/usr/bin:/bin` }, wall))
      return place.run({ file, args }, timeoutMs)
    },
    close: () => place?.close(),
  }
}

function filled(components: readonly Runnable[], place: Workspace): Workspace {
  for (const { layer, id, files } of components) place.write(Object.fromEntries(Object.entries(files).map(([path, text]) => [join(layer, id, path), text])))
  return place
}
