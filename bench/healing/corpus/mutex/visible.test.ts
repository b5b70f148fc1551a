import test from 'node:test'
import assert from 'node:assert/strict'
import { Mutex } from './program.ts'

async function logOf(...names: string[]): Promise<string> {
  const mutex = new Mutex()
  const log: string[] = []
  await Promise.all(names.map((name) => mutex.run(async () => {
    log.push(name)
    await null
    await null
    log.push(name)
  })))
  return log.join('')
}

test('gives the result', async () => {
  assert.equal(await new Mutex().run(async () => 7), 7)
})

test('in the order in which they asked', async () => {
  assert.equal(await logOf('c', 'a', 'b'), 'ccaabb')
})

test('a failure lets the next one in', async () => {
  const mutex = new Mutex()
  const failing = mutex.run(async () => { throw new Error('broken') })
  const entered: string[] = []
  mutex.run(async () => entered.push('next'))
  await assert.rejects(failing)
  for (let turn = 0; turn < 9; turn++) await null
  assert.deepEqual(entered, ['next'])
})

test('can be locked again', async () => {
  const mutex = new Mutex()
  const release = await mutex.lock()
  release()
  const again = await mutex.lock()
  again()
  assert.equal(await mutex.run(async () => 'free'), 'free')
})

test('releasing twice lets one in only', async () => {
  const mutex = new Mutex()
  const release = await mutex.lock()
  const entered: number[] = []
  mutex.lock().then(() => entered.push(1))
  mutex.lock().then(() => entered.push(2))
  release()
  release()
  await null
  await null
  await null
  await null
  assert.deepEqual(entered, [1])
})
