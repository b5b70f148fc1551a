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

test('does not call at once', () => {
  const { debounced, calls, pass } = setup()
  debounced('a')
  pass(99)
  assert.deepEqual(calls, [])
})

test('calls after the wait', () => {
  const { debounced, calls, pass } = setup()
  debounced('a', 'b')
  pass(100)
  assert.deepEqual(calls, ['a b'])
})

test('the last of several calls counts', () => {
  const { debounced, calls, pass } = setup()
  debounced('a')
  debounced('b')
  debounced('c')
  pass(100)
  assert.deepEqual(calls, ['c'])
})

test('can be flushed', () => {
  const { debounced, calls, pass } = setup()
  debounced('a')
  debounced.flush()
  assert.deepEqual(calls, ['a'])
  pass(500)
  assert.deepEqual(calls, ['a'])
})

test('no more than one timer', () => {
  const { debounced, timers } = setup()
  debounced('a')
  debounced('b')
  assert.equal(timers.size, 1)
})
