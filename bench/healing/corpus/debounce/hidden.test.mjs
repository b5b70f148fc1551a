import test from 'node:test'
import assert from 'node:assert/strict'
import { debounce } from './program.mjs'

function setup() {
  let time = 0
  let nextId = 1
  const timers = new Map()
  const calls = []
  const setTimer = (run, ms) => {
    timers.set(nextId, { run, due: time + ms })
    return nextId++
  }
  const pass = (ms) => {
    time += ms
    for (const [id, { run, due }] of [...timers]) {
      if (due > time) continue
      timers.delete(id)
      run()
    }
  }
  const debounced = debounce((...args) => calls.push(args.join(' ')), 100, { setTimer, clearTimer: (id) => timers.delete(id) })
  return { debounced, calls, pass, timers }
}

test('each call begins the wait anew', () => {
  const { debounced, calls, pass } = setup()
  debounced('a')
  pass(60)
  debounced('b')
  pass(60)
  assert.deepEqual(calls, [])
  pass(40)
  assert.deepEqual(calls, ['b'])
})

test('calls again later', () => {
  const { debounced, calls, pass } = setup()
  debounced('a')
  pass(100)
  debounced('b')
  pass(100)
  assert.deepEqual(calls, ['a', 'b'])
})

test('can be cancelled', () => {
  const { debounced, calls, pass } = setup()
  debounced('a')
  debounced.cancel()
  pass(500)
  assert.deepEqual(calls, [])
})

test('flushing nothing does nothing', () => {
  const { debounced, calls, pass } = setup()
  debounced('a')
  pass(100)
  debounced.flush()
  assert.deepEqual(calls, ['a'])
})

test('goes on after being cancelled', () => {
  const { debounced, calls, pass } = setup()
  debounced('a')
  debounced.cancel()
  debounced('b')
  pass(100)
  assert.deepEqual(calls, ['b'])
})
