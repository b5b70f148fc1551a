import { expect, test } from 'vitest'
import { slugify } from './program.js'

test('nothing at the ends', () => {
  expect(slugify('  --a b--  ')).toBe('a-b')
})

test('numbers stay', () => {
  expect(slugify('Top 10 of 2024')).toBe('top-10-of-2024')
})

test('nothing is left', () => {
  expect(slugify('!!!')).toBe('')
})

test('exactly as long as allowed', () => {
  expect(slugify('the quick brown', { maxLength: 15 })).toBe('the-quick-brown')
})

test('a first word that is too long', () => {
  expect(slugify('extraordinary day', { maxLength: 5 })).toBe('')
})

test('one word that is exactly as long as allowed', () => {
  expect(slugify('abc', { maxLength: 3 })).toBe('abc')
})
