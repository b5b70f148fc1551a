import type { Command } from 'commander'
import { keepEdits } from '../../lib/app-folder/hand-edits.ts'
import { rollBack } from '../../lib/app-folder/write-iteration.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { appOf } from './app-of.ts'
import { printJson, printTable, say } from './print.ts'
import { wholeNumber } from './whole-number.ts'

export const iterations = (program: Command): unknown => program
  .command('iterations')
  .description('the iterations of an app made by gen, and the way back to one of them')
  .option('--app <folder>', 'the app’s folder; left out: this one')
  .option('--rollback <n>', 'put that iteration in force again, as a new one', wholeNumber(1, 999))
  .option('--json', 'one row an iteration')
  .action(async ({ app, rollback, json }: { app?: string; rollback?: number; json?: boolean }) => {
    const { root, registry } = appOf(app)
    const at = new Date(clock.now())
    const now = rollback === undefined ? registry : await rollBack(root, await keepEdits(root, registry, at), rollback, at)
    if (json) return now.iterations.forEach((iteration) => printJson({ ...iteration, inForce: iteration.number === now.inForce }))
    printTable(now.iterations.map(({ number, kind, at, why }) => [`${number === now.inForce ? '●' : '○'} ${number}`, kind, at.slice(0, 16).replace('T', ' '), why.slice(0, 100)]))
    if (rollback !== undefined) say(`iteration ${rollback} is in force again, as iteration ${now.inForce}`)
  })
