// Appends as fast as it can until it is killed, and says what was acknowledged: one hash a line.
import { openLedger } from '../../../lib/store/sqlite/open-ledger.ts'
import { systemClock } from '../../../lib/process/clock.ts'
import { LedgerUnavailableError } from '../../../lib/contract/errors.ts'
import { logChunk, pulseEnd } from '../../conformance/event-samples.ts'

const [path = ''] = process.argv.slice(2)
const ledger = openLedger({ path, core: 'a', pid: process.pid, clock: systemClock })
process.stdout.write(`epoch ${ledger.epoch}\n`)

async function caller(name: string): Promise<void> {
  for (let number = 0; ; number++) {
    const appended = await ledger.append(pulseEnd(name, { number }), logChunk(name, 'some output\n'.repeat(20)))
    process.stdout.write(appended.map(({ hash }) => `${hash}\n`).join(''))
  }
}

try {
  await Promise.all(['ant', 'bee', 'wasp'].map(caller))
} catch (error) {
  process.stdout.write(error instanceof LedgerUnavailableError ? 'unavailable\n' : `unexpected ${String(error)}\n`)
}
