import { afterAll, beforeAll } from 'vitest'
import { describeLedger } from '../../conformance/ledger.ts'
import { describeStore } from '../../conformance/store.ts'
import { describePostgres, startPostgres, type PostgresServer } from '../../fixtures/postgres-server.ts'
import { postgresHouse, postgresStoreHouse } from './postgres-house.ts'

describePostgres('with a server', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.remove())

  describeLedger('PostgreSQL', () => postgresHouse(server))
  describeStore('PostgreSQL', () => postgresStoreHouse(server))
})
