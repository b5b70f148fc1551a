import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { runRecordSchema } from '../../../lib/contract/run.ts'
import { fixture, openBench, tiers } from './setting.ts'

describe.each(tiers)('the walls of tier %i', (tier) => {
  const { perform, script, start } = openBench(tier)

  it('are shut on every side', async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const spec = fileURLToPath(import.meta.url)
    const { results, record } = await perform(fixture('escapes'), [{ spec, port: (server.address() as AddressInfo).port }])
    server.close()
    const [result] = results
    if (!result?.ok) throw new Error(JSON.stringify({ result, record }))
    const { environment, ...doors } = result.value as Record<string, string>
    expect(Object.entries(doors).filter(([, said]) => said === 'open')).toEqual([])
    expect(doors).toMatchObject({ passwd: 'ERR_ACCESS_DENIED', write: 'ERR_ACCESS_DENIED', program: 'ERR_ACCESS_DENIED', socket: 'ERR_ACCESS_DENIED', parent: 'EPERM' })
    expect(environment).not.toContain('PATH')
    expect(record).toMatchObject({ exitCode: 0, network: 'none', tier })
  })

  it.each([
    ['garbage', { say: { text: 'no frame at all\n' } }],
    ['an answer that nobody asked for', { say: { text: '{"kind":"answer","id":1,"value":1}\n' } }],
    ['that it is loaded, again', { say: { text: '{"kind":"loaded"}\n' } }],
  ])('hold against %s on the channel of answers', async (_what, task) => {
    const { record, results } = await perform(fixture('forges-frames'), [{ ...task, then: 1 }, { then: 2 }])
    expect(record.failure).toMatchObject({ phase: 'uncaught', name: 'ProtocolError' })
    expect(results).toEqual([])
    expect(record.signal).toBe('SIGKILL')
  })

  it('hold against 200 MB on the channel of answers', async () => {
    const before = process.memoryUsage().rss
    const { record } = await perform(fixture('forges-frames'), [{ say: { text: 'x'.repeat(1024 * 1024), times: 200 } }])
    expect(record.stopReason).toBe('flood')
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
  })

  it('refuse an answer of 40 MB', async () => {
    const { results, record } = await perform('exports.perform = () => Array(40).fill("x".repeat(1024 * 1024))', [1, 2], { heapMb: 1000, rssMb: 2000 })
    expect(results).toMatchObject([{ ok: false, failure: { name: 'RangeError' } }, { ok: false }])
    expect(record.exitCode).toBe(0)
  })

  it.each([3, 4])('survive a program that closes fd %i', async (fd) => {
    const { record, results } = await perform(fixture('forges-frames'), [{ close: fd, then: 1 }, { then: 2 }])
    expect(results.length).toBeLessThan(2)
    expect(runRecordSchema.parse(record).stopReason).toBeNull()
  })

  it('survive a program that closes all it has', async () => {
    const { record } = await script(fixture('each-way-out'), ['closes all'])
    expect(record).toMatchObject({ exitCode: 0, failure: null })
  })

  it('show a genome nothing of the machine\'s modules', async () => {
    for (const name of ['vitest', '../../package.json', '/etc/passwd', 'main', 'file:///etc/passwd', 'data:text/javascript,0']) {
      const { record } = await perform(`require('${name}'); exports.perform = () => 1`, [1])
      expect(record.failure).toMatchObject({ phase: 'load', code: 'ERR_MODULE_NOT_FOUND', message: `Cannot find module '${name}' imported from organism/main.js` })
    }
  })

  it('are no lie about a lower tier', async () => {
    const run = start('exports.perform = () => process.pid', { mode: 'perform', tasks: [null] })
    const { results } = await run.ended
    const inside = results[0]?.ok ? results[0].value : null
    expect(inside === run.pid()).toBe(tier === 1)
  })
})
