import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { acceptedSchema, faultListSchema, incidentListSchema } from '../../lib/contract/api.ts'
import { commandSchema, type Command as CoreCommand } from '../../lib/contract/command.ts'
import { NoCoreError, RequestInvalidError } from '../../lib/contract/errors.ts'
import type { Incident } from '../../lib/contract/incident.ts'
import { printJson, printTable, say } from './print.ts'
import { runningServer, type RunningServer } from './running-server.ts'
import { wholeNumber } from './whole-number.ts'

interface Options { seed?: number; intensity?: number; ttl?: number; wait: number; port?: string; json?: boolean }

export const chaos = (program: Command): unknown => program
  .command('chaos')
  .description('break a running organism and watch it heal; without arguments, list the faults')
  .argument('[organism]', 'whom to break')
  .argument('[fault]', 'how', 'delete-lines')
  .option('--seed <n>', 'same seed, same fault', wholeNumber())
  .option('--intensity <1-5>', 'from faint to brutal', wholeNumber())
  .option('--ttl <ms>', 'taken back after this long', wholeNumber())
  .option('--wait <ms>', 'how long to wait for the incident to end', wholeNumber(), 30_000)
  .option('-p, --port <port>', 'port of the running Ouroboros')
  .option('--json', 'one row an item')
  .action(async (organism: string | undefined, fault: string, options: Options) => {
    const server = runningServer(options.port)
    if (organism === undefined) return listFaults(server, options)
    const { seed, intensity, ttl: ttlMs } = options
    const { command } = await server.post('/api/chaos', { organism, fault, seed, intensity, ttlMs }, acceptedSchema)
    const ended = await waitFor(() => server.get(`/api/commands/${command}`, commandSchema), ({ state }) => state === 'done' || state === 'refused', options.wait)
    if (ended.state === 'refused') throw new RequestInvalidError(ended.outcome?.message ?? 'refused')
    if (ended.state !== 'done') throw new NoCoreError(`nobody has carried it out in ${options.wait} ms; it waits as command ${command}`)
    say(ended.outcome?.message ?? 'in force')
    const injection = ended.outcome?.injection
    const mine = ({ fault: cause }: Incident): boolean => cause === injection
    const incidents = await waitFor(
      async () => (await server.get(`/api/incidents?organism=${organism}`, incidentListSchema)).incidents.filter(mine),
      (rows) => rows[0]?.end !== undefined && rows[0].end !== null, options.wait,
    )
    tell(incidents[0], ended, options)
  })

async function listFaults(server: RunningServer, options: Options): Promise<void> {
  const { faults } = await server.get('/api/chaos', faultListSchema)
  if (options.json) for (const fault of faults) printJson(fault)
  else printTable(faults.map(({ id, class: of, teaches }) => [id, of, teaches]))
}

function tell(incident: Incident | undefined, command: CoreCommand, options: Options): void {
  if (options.json) printJson({ command: command.id, injection: command.outcome?.injection ?? null, incident: incident ?? null })
  if (incident?.end == null) {
    say(incident ? 'its incident is not over yet' : 'no incident came of it in this time: the fault may not matter, or may not have shown yet')
    process.exitCode = 3
    return
  }
  if (!options.json) {
    printTable([
      ['noticed', `${incident.verdict.summary} (after ${incident.detectMs.toFixed(0)} ms)`],
      ...incident.attempts.map((attempt) => [attempt.rung, `${attempt.tried}: ${attempt.accepted ? 'taken' : attempt.why}`]),
      ['end', `${incident.end} after ${(incident.healMs ?? 0).toFixed(0)} ms`],
    ])
  }
  process.exitCode = incident.end === 'quarantined' ? 1 : 0
}

/** Asks until it is so, or the time is over; gives back the last answer either way. */
async function waitFor<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean, ms: number): Promise<T> {
  const until = performance.now() + ms
  for (;;) {
    const answer = await ask()
    if (isSo(answer) || performance.now() > until) return answer
    await sleep(100)
  }
}
