import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../../lib/process/clock.ts'
import { openSqliteStore } from '../../lib/store/sqlite/open-store.ts'

const leaseMs = 15_000
/** As a core of another host looks. */
const lookMs = 500
const holder = fileURLToPath(import.meta.resolve('./lease-holder.ts'))

/** The control: nobody hears of the death, and a lease of 15 s has to run out. @returns from each kill to the first event, ms */
export async function waitForLease(rounds: number): Promise<number[]> {
  return Promise.all(Array.from({ length: rounds }, () => runOut()))
}

async function runOut(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-lease-'))
  const path = join(folder, 'ledger.sqlite')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', holder, path], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  const store = openSqliteStore(path, systemClock)
  try {
    await sleep(Math.random() * 1_000)
    const killed = performance.now()
    child.kill('SIGKILL')
    for (;;) {
      const found = await store.lease()
      if (found && found.ageMs > leaseMs) {
        const ledger = await store.lead({
          over: found.lease.epoch, claimant: { core: 'b', host: 'there', pid: 1, born: '', socket: null },
          events: [{ organism: null, incident: null, kind: 'core-stop', data: { reason: 'the control leads' } }],
        })
        const took = performance.now() - killed
        await ledger.close()
        return took
      }
      await sleep(lookMs)
    }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
