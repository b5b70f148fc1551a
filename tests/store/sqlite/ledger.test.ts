import { expect, test } from 'vitest'
import { StaleEpochError } from '../../../lib/contract/errors.ts'
import { describeLedger } from '../../conformance/ledger.ts'
import { describeStore } from '../../conformance/store.ts'
import { pulseEnd } from '../../conformance/event-samples.ts'
import { sqliteHouse, sqliteStoreHouse } from './sqlite-house.ts'

describeLedger('SQLite', sqliteHouse)
describeStore('SQLite', sqliteStoreHouse)

test('what waits when the lead is lost is refused too', async () => {
  const house = sqliteHouse()
  const waiting = house.open('a').append(pulseEnd('ant'))
  house.open('b')
  await expect(waiting).rejects.toThrow(StaleEpochError)
  expect(house.readers().head()).toBe(0)
  await house.cleanup()
})
