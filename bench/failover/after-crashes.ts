import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '../../lib/chaos/random.ts'
import { checkHistory } from '../../tests/conformance/check-history.ts'
import { startPair, type Pair } from '../../tests/integration/core/start-pair.ts'
import { percentile, type Figure } from '../figure.ts'
import { none, timed } from './figures.ts'
import { waitForLease } from './lease-control.ts'

const seed = 20_261_122
/** Faults that a core may be in the middle of healing when it is killed. */
const faults = ['syntax-error', 'thrown-error', 'division-by-zero', 'off-by-one'] as const

/** Kills at moments drawn by lot, while commands come in and an organism is broken and healed. */
export async function afterCrashes(kills: number): Promise<{ figures: Figure[]; leaseMs: number }> {
  const pair = await startPair({ organisms: ['bubble-sort', 'word-count'], manifest: { pulseMs: 200 } })
  try {
    const leaseMs = percentile(await waitForLease(3), 50)
    const random = seededRandom(seed)
    const took: number[] = []
    const acknowledged: string[] = []
    const seen = new Map<number, string>()
    for (let round = 0; round < kills; round += 1) {
      const { leader } = await pair.settled()
      acknowledged.push(pair.insert({ kind: 'chaos-inject', organism: round % 2 === 0 ? 'bubble-sort' : 'word-count', fault: faults[round % faults.length] ?? 'syntax-error', seed: round, ttlMs: 5_000 }).id)
      await sleep(Math.floor(random() * 600))
      // What anybody may have been told of.
      for (const { seq, hash } of pair.reader.events({ after: Math.max(0, ...seen.keys()), limit: 100_000 })) seen.set(seq, hash)
      took.push(await killAndWait(pair, leader.pid ?? 0, leader.epoch ?? 0))
      if (round % 20 === 19) process.stderr.write(`  ${round + 1} kills, p99 so far ${percentile(took, 99).toFixed(0)} ms\n`)
    }
    await rest(pair, acknowledged)
    const violations = checkHistory(pair.reader, { acknowledgedCommands: acknowledged, allowOpen: true })
    for (const violation of violations) process.stderr.write(`  ${violation}\n`)
    const events = pair.reader.events({ limit: 10_000_000 })
    const stale = events.filter(({ epoch }, index) => epoch < (events[index - 1]?.epoch ?? 0)).length
    const lost = [...seen].filter(([seq, hash]) => events[seq - 1]?.hash !== hash).length + acknowledged.filter((id) => !pair.events('command-end').some(({ data }) => data.command === id)).length
    const first = percentile(took, 50)
    return {
      leaseMs,
      figures: [
        timed(`crash: from the kill to the first event of the new core, p99 (n = ${kills})`, percentile(took, 99), leaseMs, 100),
        { ...timed(`crash: the same, median (n = ${kills})`, first, leaseMs, 100), goal: 'none', met: true },
        none('crash: writes of a core whose reign is over', stale),
        none(`crash: acknowledged events and commands lost (of ${seen.size + acknowledged.length})`, lost),
        none(`crash: incidents healed twice, or with any other flaw (of ${pair.events('incident-open').length})`, violations.length + healedTwice(pair)),
      ],
    }
  } finally {
    await pair.close()
  }
}

async function killAndWait(pair: Pair, pid: number, epoch: number): Promise<number> {
  const killed = performance.now()
  process.kill(pid, 'SIGKILL')
  while ((pair.reader.cores()[0]?.epoch ?? 0) <= epoch) await sleep(1)
  return performance.now() - killed
}

/** Until all that was asked for has its end, and no organism is being healed any more. */
async function rest(pair: Pair, acknowledged: readonly string[]): Promise<void> {
  await pair.settled()
  await pair.waitFor('all commands to end', () => {
    const ended = new Set(pair.events('command-end').map(({ data }) => data.command))
    return acknowledged.every((id) => ended.has(id))
  }, 60_000)
  await pair.waitFor('all organisms to rest', () => Object.values(pair.reader.view().organisms).every(({ incidents }) => incidents.every(({ end }) => end !== null)), 120_000)
}

/** Incidents for which more than one candidate was accepted. */
function healedTwice(pair: Pair): number {
  const accepted = new Map<string, number>()
  for (const { incident, data } of pair.events('candidate-judge')) if (data.accepted && incident !== null) accepted.set(incident, (accepted.get(incident) ?? 0) + 1)
  return [...accepted.values()].filter((times) => times > 1).length
}
