import { expect, test } from 'vitest'
import { slugify } from './program.js'

test('words are joined', () => {
  expect(slugify('Hello World')).toBe('hello-world')
})

test('signs are dropped', () => {
  expect(slugify('What?! Never...')).toBe('what-never')
})

test('umlauts become two letters', () => {
  expect(slugify('Über Größe')).toBe('ueber-groesse')
})

test('accents go', () => {
  expect(slugify('Crème Brûlée')).toBe('creme-brulee')
})

test('cut between words', () => {
  expect(slugify('the quick brown fox', { maxLength: 11 })).toBe('the-quick')
})

test('two of three words fit', () => {
  expect(slugify('one two three', { maxLength: 7 })).toBe('one-two')
})
