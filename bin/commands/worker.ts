import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import { loadRedisUrl } from '../../lib/config.ts'
import { ConfigError } from '../../lib/contract/errors.ts'
import { agentsIn } from '../../lib/factory/agents/agents.ts'
import { withFactory } from './factory.ts'
import { printJson, say } from './print.ts'
import { sayTask } from './task-line.ts'
import { wholeNumber } from './whole-number.ts'

export const worker = (program: Command): unknown => program
  .command('worker')
  .description('works on what gen asks for, on this machine or another, by way of the Redis that REDIS_URL names')
  .option('--at-once <n>', 'so many tasks at a time; left out: one for each processor', wholeNumber(1, 999), availableParallelism())
  .option('--json', 'one row for each thing that happens')
  .addHelpText('after', '\nWorks until Ctrl-C, and then finishes what it has begun. A task that it dies under is done by another worker.')
  .action(async ({ atOnce, json = false }: { atOnce: number; json?: boolean }) => {
    const url = loadRedisUrl()
    if (url === undefined) throw new ConfigError('REDIS_URL is not set, and a worker finds its tasks there: REDIS_URL=redis://127.0.0.1:6379 ouroboros worker')
    const { redisWorker } = await import('../../lib/factory/flow/redis-worker.ts')
    await withFactory(async ({ workshop, clock }) => {
      const working = await redisWorker({ place: { url }, agents: agentsIn(workshop), clock, atOnce, onEvent: json ? (event) => printJson({ event: event.kind, ...event }) : sayTask })
      if (json) printJson({ event: 'worker-start', atOnce })
      else say(`at work, ${atOnce} at once, until Ctrl-C`)
      await Promise.race(['SIGINT', 'SIGTERM'].map((signal) => once(process, signal)))
      if (!json) say('finishing what is begun')
      await working.close()
    }, { json })
  })
