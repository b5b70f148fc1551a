import test from 'node:test'
import assert from 'node:assert'
import { TaskQueue } from './program.mjs'

async function orderOf(...tasks) {
  const queue = new TaskQueue()
  const log = []
  await Promise.all(tasks.map(([name, priority]) => queue.add(async () => { log.push(name) }, priority)))
  return log.join('')
}

test('gives the result', async () => {
  assert.strictEqual(await new TaskQueue().add(async () => 42), 42)
})

test('passes a failure on', async () => {
  await assert.rejects(new TaskQueue().add(async () => { throw new Error('broken') }), /broken/)
})

test('in the order they came', async () => {
  assert.strictEqual(await orderOf(['a'], ['b'], ['c']), 'abc')
})

test('equals in the order they came', async () => {
  assert.strictEqual(await orderOf(['a', 1], ['b', 2], ['c', 1], ['d', 2]), 'bdac')
})

test('one after the other', async () => {
  const queue = new TaskQueue()
  const log = []
  const task = (name) => async () => {
    log.push(`+${name}`)
    await null
    log.push(`-${name}`)
  }
  await Promise.all([queue.add(task('a')), queue.add(task('b'))])
  assert.deepStrictEqual(log, ['+a', '-a', '+b', '-b'])
})
