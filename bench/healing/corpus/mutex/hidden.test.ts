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

test('one after the other', async () => {
  assert.equal(await logOf('a', 'b'), 'aabb')
})

test('a failure is passed on', async () => {
  await assert.rejects(new Mutex().run(async () => { throw new Error('broken') }), /broken/)
})

test('is free again after a failure', async () => {
  const mutex = new Mutex()
  await assert.rejects(mutex.run(() => Promise.reject(new Error('broken'))))
  let entered = false
  mutex.lock().then(() => { entered = true })
  for (let turn = 0; turn < 9; turn++) await null
  assert.equal(entered, true)
})

test('a held one keeps others out', async () => {
  const mutex = new Mutex()
  await mutex.lock()
  let entered = false
  mutex.lock().then(() => { entered = true })
  await null
  await null
  await null
  assert.equal(entered, false)
})
