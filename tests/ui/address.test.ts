import { createLoader } from 'nuqs/server'
import { expect, test } from 'vitest'
import { address, linkQuery } from '../../app/_ui/address/address.ts'
import { roomOf } from '../../app/_ui/address/rooms.ts'

const load = createLoader(address)

test('an address says all of the state', () => {
  expect(load('?organism=bubble-sort&tab=charts&of=spec&genome=bubble-sort.g0007&fault=off-by-one&show=events&problems=true&search=swap%20it&metric=memory&historyOf=beacon&historyFault=sigkill&historyEnd=running')).toMatchObject({
    historyOf: 'beacon', historyFault: 'sigkill', historyEnd: 'running',
    organism: 'bubble-sort', tab: 'charts', of: 'spec', genome: 'bubble-sort.g0007', fault: 'off-by-one', show: 'events', problems: true, search: 'swap it', metric: 'memory',
  })
})

test('an empty one is the page as it is first seen', () => {
  expect(load('')).toMatchObject({ organism: null, tab: 'live', of: 'source', genome: null, fault: null, show: 'all', problems: false, search: '', metric: 'work', historyOf: null, historyFault: null, historyEnd: null })
})

test('what is no id, room or measure is as good as absent', () => {
  expect(load('?organism=../etc&tab=admin&of=nothing&genome=g7&fault=<b>&show=5&problems=maybe&metric=luck&historyOf=<b>&historyFault=/&historyEnd=never')).toEqual(load(''))
})

test('a link says only what is not as it is first seen', () => {
  expect(linkQuery({ organism: null })).toBe('')
  expect(linkQuery({ organism: 'beacon', genome: 'beacon.g0002' })).toBe('?organism=beacon&genome=beacon.g0002')
})

test.each([['/', '/'], ['/organisms', '/organisms'], ['/organisms/beacon', '/organisms'], ['/incidents/a%3Ab', '/incidents'], ['/organisms-of-old', '/'], ['/nowhere', '/']])('%s is in the room %s', (pathname, room) => {
  expect(roomOf(pathname)).toBe(room)
})
