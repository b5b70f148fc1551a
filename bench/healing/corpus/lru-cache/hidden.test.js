import { expect, test } from 'vitest'
import { LruCache } from './program.js'

test('knows what was set', () => {
  const cache = new LruCache(2).set('a', 1)
  expect(cache.get('a')).toBe(1)
})

test('reading puts an entry last', () => {
  const cache = new LruCache(3).set('a', 1).set('b', 2).set('c', 3)
  cache.get('b')
  expect(cache.keys()).toEqual(['a', 'c', 'b'])
})

test('a stored undefined is moved too', () => {
  const cache = new LruCache(2).set('a', undefined).set('b', 2)
  cache.get('a')
  expect(cache.keys()).toEqual(['b', 'a'])
})

test('is never larger than its capacity', () => {
  const cache = new LruCache(1).set('a', 1).set('b', 2)
  expect(cache.size).toBe(1)
  expect(cache.get('a')).toBeUndefined()
})
