import type { ChainReport } from '../../contract/chain.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { CommandDesk } from '../../contract/ports/ledger.ts'
import { Address } from './address.ts'
import { Connections } from './database.ts'
import { openDesk } from './open-desk.ts'
import { openSchema } from './schema.ts'
import { verifyChain } from './verify-chain.ts'

/** A person looks at a handful of things at a time. */
const mostConnections = 3

/** What handlers of requests need of the database, for they read from this host's replica, which somebody else keeps. */
export interface GateDesk extends CommandDesk {
  /** Walks the hash chain where it is kept. */
  verify: (onPage?: (done: number, all: number) => void) => Promise<ChainReport>
  close: () => Promise<void>
}

export function openGateDesk({ url, clock }: { url: string; clock: Clock }): GateDesk {
  const connections = new Connections(new Address(url), mostConnections)
  const { ready } = openSchema(connections)
  return {
    ...openDesk({ connections, ready, clock, onChange: () => undefined }),
    verify: async (onPage) => {
      await ready()
      return connections.use((session) => verifyChain(session, onPage))
    },
    close: () => connections.close(),
  }
}
