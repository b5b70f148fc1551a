// Inserts commands from a process of its own, as the gate does, and says which were acknowledged.
import { LedgerUnavailableError } from '../../../lib/contract/errors.ts'
import { openDesk } from '../../../lib/store/sqlite/open-desk.ts'

const [path = '', count = ''] = process.argv.slice(2)
const desk = openDesk(path)
for (let number = 0; number < Number(count); number++) {
  try {
    process.stdout.write(`${desk.insert({ kind: 'organism-pause', organism: 'ant' }, 'you').id}\n`)
  } catch (error) {
    process.stdout.write(error instanceof LedgerUnavailableError ? 'unavailable\n' : `unexpected ${String(error)}\n`)
  }
}
desk.close()
