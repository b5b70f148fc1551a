import { describeLedger } from '../../conformance/ledger.ts'
import { sqliteHouse } from './sqlite-house.ts'

describeLedger('SQLite', sqliteHouse)
