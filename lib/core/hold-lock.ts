import { connectWriter } from '../store/sqlite/connect.ts'

/** A process that holds the write lock of a ledger until its stdin ends: `hold-lock.ts FILE`. */
const db = connectWriter(process.argv[2] ?? '', { busyTimeoutMs: 2_000, mustExist: true })
db.exec('begin immediate')
process.stdout.write('held\n')
process.stdin.on('end', () => process.exit(0)).resume()
