import { systemClock } from '../../lib/process/clock.ts'
import { openLedger } from '../../lib/store/sqlite/open-ledger.ts'

/** A core that does nothing but lead: `lease-holder.ts LEDGER`. */
const ledger = openLedger({ path: process.argv[2] ?? '', core: 'a', pid: process.pid, clock: systemClock })
process.stdout.write('leads\n')
setInterval(() => void ledger.beat(), 1_000)
process.stdin.on('end', () => process.exit(0)).resume()
