import type { Command } from 'commander'
import pc from 'picocolors'
import { runnables } from '../../lib/app-folder/runnables.ts'
import { dataDirOf, secretOf } from '../../lib/factory/keep-app.ts'
import { appOf } from './app-of.ts'
import { withFactory } from './factory.ts'
import { printJson, say } from './print.ts'

export const run = (program: Command): unknown => program
  .command('run')
  .description('runs an app made by gen until Ctrl-C: each service sandboxed, with a port and a folder of its own')
  .option('--app <folder>', 'the app’s folder; left out: this one')
  .option('--compose', 'with Docker Compose: each service in a container')
  .option('--json', 'one row for each line and each death')
  .action(async ({ app, compose = false, json }: { app?: string; compose?: boolean; json?: boolean }) => {
    const { root, registry } = appOf(app)
    await withFactory(async ({ workshop: { runner }, stop }) => {
      const running = await runner.start({
        components: runnables(root, registry), dataDir: dataDirOf(root), secret: secretOf(root),
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
    }, { compose, mind: null })
  })
