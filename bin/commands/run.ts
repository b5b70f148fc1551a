import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import pc from 'picocolors'
import { stateName } from '../../lib/app-folder/paths.ts'
import { runnables } from '../../lib/app-folder/runnables.ts'
import { appOf } from './app-of.ts'
import { withFactory } from './factory.ts'
import { printJson, say } from './print.ts'

export const run = (program: Command): unknown => program
  .command('run')
  .description('runs an app made by gen until Ctrl-C: each service sandboxed, with a port and a folder of its own')
  .option('--app <folder>', 'the app’s folder; left out: this one')
  .option('--json', 'one row for each line and each death')
  .action(async ({ app, json }: { app?: string; json?: boolean }) => {
    const { root, registry } = appOf(app)
    await withFactory(async ({ runner, stop }) => {
      const running = await runner.start({
        components: runnables(root, registry), dataDir: join(root, stateName, 'data'), secret: secretOf(root),
        onLine: ({ component, stream, text }) => (json ? printJson({ event: 'line', component, stream, text }) : process.stdout.write(`${pc.dim(component.padEnd(14))} ${text}\n`)),
        onDeath: ({ component, why }) => (json ? printJson({ event: 'death', component, why }) : say(`${pc.red('✖')} ${component} died: ${why}`)),
      })
      try {
        const silent = await running.ready()
        for (const id of silent) say(`${pc.red('✖')} ${id} never answered`)
        for (const { id, layer, port } of registry.components) {
          const now = running.port(id)
          if (layer === 'frontend' || layer === 'api') say(`${id}: http://localhost:${now}${now === port ? '' : `, since ${port} is taken`}`)
        }
        if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }))
      } finally {
        await running.stop()
      }
    })
  })

/** The app's own, made once: whoever has it can be anybody in the app. */
function secretOf(root: string): string {
  const path = join(root, stateName, 'secret')
  if (!existsSync(path)) {
    mkdirSync(join(root, stateName), { recursive: true })
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 })
  }
  return readFileSync(path, 'utf8')
}
