import type { ChainReport } from '../contract/chain.ts'
import type { CommandDesk, LedgerReader } from '../contract/ports/ledger.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import type { Readers } from '../contract/ports/readers.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import type { Access } from './access/open-access.ts'
import type { Visitor } from './access/visitor.ts'

/** What the API's answers are made from: it reads, and puts requests on the desk. */
export interface Lab {
  readers: Readers & LedgerReader
  desk: CommandDesk
  /** The SQLite file that is read: the ledger, or this host's replica of it. */
  readingPath: string
  /** Program of the guard that questions run behind: a bundler has moved the code away from it. */
  guardChild: string
  /** Walks the hash chain where the ledger is kept; null: there is none yet. */
  walkChain: () => Promise<ChainReport | null>
  genomes: Genomes
  log: Log
  config: Config
  /** Of Ouroboros itself. */
  version: string
  now: () => number
  access: Access
  /** Who asks, looked up for each request: what an operation does is done as this one. */
  visitor: Visitor
}

/** The same for every request. */
export type House = Omit<Lab, 'visitor'>
