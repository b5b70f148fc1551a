import test from 'node:test'
import assert from 'node:assert'
import { TaskQueue } from './program.mjs'

async function orderOf(...tasks) {
  const queue = new TaskQueue()
  const log = []
  await Promise.all(tasks.map(([name, priority]) => queue.add(async () => { log.push(name) }, priority)))
  return log.join('')
}

test('goes on after a failure', async () => {
  const queue = new TaskQueue()
  const failing = queue.add(() => Promise.reject(new Error('one')))
  const second = queue.add(async () => 'two')
  await assert.rejects(failing)
  assert.strictEqual(await second, 'two')
})

test('higher priority first', async () => {
  assert.strictEqual(await orderOf(['a', 1], ['b', 3], ['c', 2]), 'bca')
})

test('can be used again when it was empty', async () => {
  const queue = new TaskQueue()
  await queue.add(async () => 1)
  assert.strictEqual(await queue.add(async () => 2), 2)
  assert.strictEqual(queue.size, 0)
})

test('tells how many wait', () => {
  const queue = new TaskQueue()
  queue.add(async () => 1)
  queue.add(async () => 2)
  assert.strictEqual(queue.size, 2)
})

test('a low priority goes last', async () => {
  assert.strictEqual(await orderOf(['a', -1], ['b'], ['c', -5], ['d']), 'bdac')
})
