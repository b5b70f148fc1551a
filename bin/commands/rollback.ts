import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { acceptedSchema } from '../../lib/contract/api.ts'
import { commandSchema } from '../../lib/contract/command.ts'
import { RequestInvalidError } from '../../lib/contract/errors.ts'
import { printJson, say } from './print.ts'
import { runningServer } from './running-server.ts'

export const rollback = (program: Command): unknown => program
  .command('rollback')
  .description('make an old version the live one again, as a new version')
  .argument('<genome>', 'like bubble-sort.g0001')
  .option('-p, --port <port>', 'port of the running Ouroboros')
  .option('--json', 'as one object')
  .action(async (genome: string, options: { port?: string; json?: boolean }) => {
    const server = runningServer(options.port)
    const { command } = await server.post(`/api/genomes/${encodeURIComponent(genome)}/rollback`, {}, acceptedSchema)
    let row = await server.get(`/api/commands/${command}`, commandSchema)
    while (row.state === 'queued' || row.state === 'claimed') {
      await sleep(50)
      row = await server.get(`/api/commands/${command}`, commandSchema)
    }
    if (row.state === 'refused') throw new RequestInvalidError(row.outcome?.message ?? 'refused')
    if (options.json) printJson(row)
    else say(row.outcome?.message ?? 'done')
  })
