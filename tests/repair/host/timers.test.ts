import { createRequire } from 'node:module'
import { expect, test } from 'vitest'

type Set = (run: () => void, ms?: number, ...args: unknown[]) => { refresh: () => void }
interface Timers { size: number; offset: number; runNext: () => void; clear: () => void; api: () => { setTimeout: Set; setInterval: Set; setImmediate: (run: (...args: unknown[]) => void, ...args: unknown[]) => unknown; clearTimeout: (id: unknown) => void; clearInterval: (id: unknown) => void }; promises: () => { setTimeout: <T>(ms: number, value: T) => Promise<T> } }
const { Timers } = createRequire(import.meta.url)('../../../lib/repair/host/timers.cjs') as { Timers: new () => Timers }

function scene(): { timers: Timers; said: string[]; say: (word: string) => () => void; run: (most?: number) => string[] } {
  const timers = new Timers()
  const said: string[] = []
  const run = (most = 20): string[] => {
    for (let count = 0; timers.size > 0 && count < most; count += 1) timers.runNext()
    return said
  }
  return { timers, said, say: (word) => () => void said.push(`${word} at ${timers.offset}`), run }
}

test('what is due first runs first, and of equals what was set first; nobody waits', () => {
  const { timers, say, run } = scene()
  const { setTimeout: set, setImmediate: soon } = timers.api()
  set(say('late'), 60_000)
  set(say('early'), 10)
  set(say('early too'), 10)
  soon(say('at once'))
  expect(run()).toEqual(['at once at 1', 'early at 10', 'early too at 10', 'late at 60000'])
})

test('a timer that is set by a timer counts from there', () => {
  const { timers, say, run } = scene()
  const { setTimeout: set } = timers.api()
  set(() => set(say('inner'), 5), 10)
  set(say('between'), 12)
  expect(run()).toEqual(['between at 12', 'inner at 15'])
})

test('an interval goes on until it is cleared', () => {
  const { timers, said, say, run } = scene()
  const { setInterval: every, clearInterval: clear } = timers.api()
  const tick = say('tick')
  const handle = every(() => { tick(); if (said.length === 3) clear(handle) }, 100)
  expect(run()).toEqual(['tick at 100', 'tick at 200', 'tick at 300'])
})

test('what is cleared never runs, by its handle or its number', () => {
  const { timers, said, say, run } = scene()
  const { setTimeout: set, clearTimeout: clear } = timers.api()
  clear(set(say('a'), 1))
  clear(Number(set(say('b'), 1)))
  clear(undefined)
  clear(null)
  const kept = set(say('c'), 1)
  clear(999)
  expect(kept).toBeDefined()
  run()
  expect(said).toEqual(['c at 1'])
})

test('arguments are handed on, and what is no function is refused', () => {
  const { timers, said, run } = scene()
  const { setTimeout: set } = timers.api()
  set(((a: string, b: string) => void said.push(a + b)) as () => void, 1, 'x', 'y')
  expect(run()).toEqual(['xy'])
  expect(() => set('code' as never, 1)).toThrow(TypeError)
})

test('times that are none are the shortest', () => {
  const { timers, said, say, run } = scene()
  const { setTimeout: set } = timers.api()
  for (const ms of [NaN, -5, 0, undefined]) set(say(String(ms)), ms)
  run()
  expect(said).toEqual(['NaN at 1', '-5 at 1', '0 at 1', 'undefined at 1'])
})

test('one that is refreshed starts anew', () => {
  const { timers, said, say, run } = scene()
  const { setTimeout: set } = timers.api()
  const late = set(say('refreshed'), 20)
  set(() => late.refresh(), 15)
  set(say('other'), 30)
  run()
  expect(said).toEqual(['other at 30', 'refreshed at 35'])
})

test('promises of them are kept', async () => {
  const { timers, run } = scene()
  const waiting = timers.promises().setTimeout(1000, 'value')
  run()
  expect(await waiting).toBe('value')
})
