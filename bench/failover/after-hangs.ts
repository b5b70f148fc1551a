import { setTimeout as sleep } from 'node:timers/promises'
import { identityOf, processState } from '../../lib/process/process-identity.ts'
import { checkHistory } from '../../tests/conformance/check-history.ts'
import { startPair } from '../../tests/integration/core/start-pair.ts'
import { percentile, type Figure } from '../figure.ts'
import { none, timed } from './figures.ts'

/** Cores that are stopped and not dead, every other one inside a write transaction, with the lock held. */
export async function afterHangs(stops: number, leaseMs: number): Promise<Figure[]> {
  const pair = await startPair({ organisms: ['bubble-sort'], manifest: { pulseMs: 200 } })
  try {
    const took: number[] = []
    for (let round = 0; round < stops; round += 1) {
      const { leader } = await pair.settled()
      const identity = identityOf(leader.pid ?? 0)
      if (round % 2 === 0) process.kill(identity.pid, 'SIGSTOP')
      else pair.insert({ kind: 'chaos-inject', fault: 'stop-core', at: 'commit-open', ttlMs: 60_000 })
      while (processState(identity) === 'running') await sleep(1)
      const stopped = performance.now()
      while ((pair.reader.cores()[0]?.epoch ?? 0) <= (leader.epoch ?? 0)) await sleep(1)
      took.push(performance.now() - stopped)
    }
    await pair.settled()
    return [
      timed(`hang: from the stop to the first event of the new core, p99 (n = ${stops})`, percentile(took, 99), leaseMs, 1_000),
      none('hang: flaws of the history', checkHistory(pair.reader, { allowOpen: true }).length),
    ]
  } finally {
    await pair.close()
  }
}
