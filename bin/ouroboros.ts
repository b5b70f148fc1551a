import { Command, CommanderError } from 'commander'
import { OuroborosError } from '../lib/contract/errors.ts'
import { ask } from './commands/ask.ts'
import { bench } from './commands/bench.ts'
import { chaos } from './commands/chaos.ts'
import { diff } from './commands/diff.ts'
import { doctor } from './commands/doctor.ts'
import { gen } from './commands/gen.ts'
import { heal } from './commands/heal.ts'
import { history } from './commands/history.ts'
import { invite } from './commands/invite.ts'
import { iterations } from './commands/iterations.ts'
import { ledger } from './commands/ledger.ts'
import { rollback } from './commands/rollback.ts'
import { run } from './commands/run.ts'
import { test } from './commands/test.ts'
import { up } from './commands/up.ts'
import { watch } from './commands/watch.ts'
import { worker } from './commands/worker.ts'

/** Exit codes: 0 done, 1 unhealed or deviated, 2 usage, 3 cannot tell. */
const program = new Command('ouroboros')
  .description('A lab for software that heals itself.')
  .showHelpAfterError('(ouroboros --help lists the commands)')
  .exitOverride()
for (const add of [up, watch, heal, doctor, chaos, history, diff, rollback, ledger, ask, gen, run, test, iterations, worker, invite, bench]) add(program)

/** What the person who typed it can put right by typing something else. */
const usage = new Set(['config-invalid', 'request-invalid', 'sentence-invalid', 'app-invalid', 'organism-unknown', 'fault-unknown', 'genome-unknown'])

try {
  await program.parseAsync(process.argv)
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2)
  if (!(error instanceof OuroborosError)) throw error
  process.stderr.write(`ouroboros: ${error.message}\n`)
  process.exit(usage.has(error.code) ? 2 : 3)
}
