import type { CommandDesk, LedgerReader } from '../contract/ports/ledger.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import type { Readers } from '../contract/ports/readers.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'

/** What the API's answers are made from: it reads, and puts requests on the desk. */
export interface Lab {
  readers: Readers & LedgerReader
  desk: CommandDesk
  genomes: Genomes
  log: Log
  config: Config
  /** Of Ouroboros itself. */
  version: string
  now: () => number
}
