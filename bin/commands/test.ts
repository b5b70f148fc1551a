import type { Command } from 'commander'
import pc from 'picocolors'
import { keepEdits } from '../../lib/app-folder/hand-edits.ts'
import { readTests } from '../../lib/app-folder/read-app.ts'
import { openEngine } from '../../lib/core/open-engine.ts'
import { checkCompose } from '../../lib/factory/runner/check-compose.ts'
import { appOf } from './app-of.ts'
import { usersDocker, withFactory } from './factory.ts'
import { mend } from './mend.ts'
import { printJson, say } from './print.ts'
import { wholeNumber } from './whole-number.ts'

interface Options { app?: string; compose?: boolean; heal?: boolean; mind?: string; iterations: number; timeout: number; json?: boolean }

export const test = (program: Command): unknown => program
  .command('test')
  .description('plays all scenarios of an app made by gen, apart from what it keeps')
  .option('--app <folder>', 'the app’s folder; left out: this one')
  .option('--compose', 'against the app as Docker Compose runs it; with no engine, only docker-compose.yml is checked')
  .option('--heal', 'patch what is to blame, as iterations, until all of them hold')
  .option('--mind <provider/model>', 'a language model that is asked where the embedded healer finds nothing; by default what the settings say, which is none')
  .option('--iterations <n>', 'most patches that are written', wholeNumber(0, 999), 5)
  .option('--timeout <seconds>', 'for all of it', wholeNumber(1, 99_999), 120)
  .option('--json', 'one row for each thing that happens')
  .addHelpText('after', '\nExit code: 0 all hold, 1 some do not, 2 the app cannot be read, and why; 3 no Docker engine could run it.')
  .action(async ({ app, compose = false, heal = false, mind, iterations, timeout, json = false }: Options) => {
    const { root } = appOf(app)
    if (compose && !await canRun(root, json)) return
    await withFactory(async (factory) => {
      // Read first: edits by hand are not made an iteration of where the tests cannot be played.
      const { registry } = appOf(root)
      readTests(root, registry)
      const now = heal ? await keepEdits(root, registry, new Date(factory.clock.now())) : registry
      const { engine, close } = await openEngine(root, factory.clock, factory.workshop)
      const { end } = await mend(root, now, factory, engine, { iterations: heal ? iterations : 0, timeMs: timeout * 1_000, json }).finally(close)
      process.exitCode = end === 'well' ? 0 : 1
    }, { compose, mind: heal ? mind : null, json })
  })

/** Checks the app's Compose file, which the scenarios do not: they play against one of their own. */
async function canRun(root: string, json: boolean): Promise<boolean> {
  const check = await checkCompose(root, usersDocker())
  if (json) printJson({ event: 'compose', root, ...check })
  else for (const line of check.wrong) say(`${pc.red('✖')} ${line}`)
  if (!json && check.unchecked !== null) say(`${pc.yellow('▲')} ${check.unchecked}`)
  const isFit = check.wrong.length === 0 && check.unchecked === null
  if (!isFit) process.exitCode = check.wrong.length > 0 ? 1 : 3
  return isFit
}
