import { afterAll, beforeAll, expect, test } from 'vitest'
import { FlowUnavailableError } from '../../../lib/contract/errors.ts'
import { redisEngine } from '../../../lib/factory/flow/redis-engine.ts'
import { freePort } from '../../../lib/process/free-port.ts'
import { describeFlowEngine } from '../../conformance/flow-engine.ts'
import { startRedis, type RedisServer } from '../../fixtures/redis-server.ts'
import { describeRedis, redisHouse } from './redis-house.ts'

describeRedis('flows in Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.remove())

  describeFlowEngine('Redis', () => redisHouse(server))

  test('a server that is not there is said, and not waited for', async () => {
    await expect(redisEngine({ url: `redis://me:s3cret@127.0.0.1:${await freePort(17_000)}` })).rejects.toThrow(FlowUnavailableError)
  })
})
