import { expect, test } from 'vitest'
import { LruCache } from './program.js'

test('does not know what was never set', () => {
  expect(new LruCache(2).get('a')).toBeUndefined()
})

test('drops the oldest', () => {
  const cache = new LruCache(2).set('a', 1).set('b', 2).set('c', 3)
  expect(cache.keys()).toEqual(['b', 'c'])
})

test('reading makes young', () => {
  const cache = new LruCache(2).set('a', 1).set('b', 2)
  cache.get('a')
  cache.set('c', 3)
  expect(cache.keys()).toEqual(['a', 'c'])
})

test('setting again makes young and takes no room', () => {
  const cache = new LruCache(2).set('a', 1).set('b', 2).set('a', 10)
  expect(cache.size).toBe(2)
  expect(cache.keys()).toEqual(['b', 'a'])
  expect(cache.get('a')).toBe(10)
})
