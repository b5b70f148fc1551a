import type { Command } from 'commander'
import { keepEdits } from '../../lib/app-folder/hand-edits.ts'
import { readTests } from '../../lib/app-folder/read-app.ts'
import { appOf } from './app-of.ts'
import { withFactory } from './factory.ts'
import { mend } from './mend.ts'
import { wholeNumber } from './whole-number.ts'

interface Options { app?: string; heal?: boolean; iterations: number; timeout: number; json?: boolean }

export const test = (program: Command): unknown => program
  .command('test')
  .description('plays all scenarios of an app made by gen, apart from what it keeps')
  .option('--app <folder>', 'the app’s folder; left out: this one')
  .option('--heal', 'patch what is to blame, as iterations, until all of them hold')
  .option('--iterations <n>', 'most patches that are written', wholeNumber(0, 999), 5)
  .option('--timeout <seconds>', 'for all of it', wholeNumber(1, 99_999), 120)
  .option('--json', 'one row for each thing that happens')
  .addHelpText('after', '\nExit code: 0 all hold, 1 some do not, 2 the app cannot be read, and why.')
  .action(async ({ app, heal = false, iterations, timeout, json = false }: Options) => {
    const { root } = appOf(app)
    await withFactory(async (factory) => {
      // Read first: edits by hand are not made an iteration of where the tests cannot be played.
      const { registry } = appOf(root)
      readTests(root, registry)
      const now = heal ? await keepEdits(root, registry, new Date(factory.clock.now())) : registry
      const { end } = await mend(root, now, factory, { iterations: heal ? iterations : 0, timeMs: timeout * 1_000, json })
      process.exitCode = end === 'well' ? 0 : 1
    })
  })
