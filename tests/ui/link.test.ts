import { expect, test } from 'vitest'
import { nextLink, patienceMs, type Link } from '../../app/_ui/wire/link.ts'

const lost = (link: Link, now: number, lastAt: number | null = 1000) => nextLink(link, { type: 'lost', lastAt }, now)

test('a live page that loses its stream says since when, and after a while that it is offline', () => {
  const soon = lost({ state: 'live' }, 1500)
  expect(soon).toEqual({ state: 'reconnecting', since: 1000 })
  expect(lost(soon, 1000 + patienceMs)).toBe(soon)
  expect(lost(soon, 1001 + patienceMs)).toEqual({ state: 'offline', since: 1000 })
})

test('the time that it has been cut off does not start anew with each try', () => {
  expect(lost({ state: 'reconnecting', since: 500 }, 2000, 1900)).toEqual({ state: 'reconnecting', since: 500 })
})

test('an engine that never answered is offline, and joining ends it', () => {
  const link = nextLink({ state: 'loading' }, { type: 'unreachable', lastAt: null }, 0)
  expect(link).toEqual({ state: 'offline', since: null })
  expect(nextLink(link, { type: 'joined' }, 1)).toEqual({ state: 'live' })
})

test('an engine that went away after a while is not offline at once', () => {
  expect(nextLink({ state: 'live' }, { type: 'unreachable', lastAt: 1000 }, 1200).state).toBe('reconnecting')
})

test('a first stream that takes its time is no broken one, until patience ends', () => {
  expect(lost({ state: 'loading' }, 1000 + patienceMs)).toEqual({ state: 'loading' })
  expect(lost({ state: 'loading' }, 1001 + patienceMs)).toEqual({ state: 'offline', since: 1000 })
})

test('nothing new is the same object, so that nothing is drawn again', () => {
  const live: Link = { state: 'live' }
  expect(nextLink(live, { type: 'joined' }, 1)).toBe(live)
})
