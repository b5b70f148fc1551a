import { expect, test } from 'vitest'
import { countSentences, countWords, meanWordLength, readingMinutes, topWords } from './program.js'

test('counts no words', () => {
  expect(countWords(' ... ')).toBe(0)
})

test('counts a sentence without an end', () => {
  expect(countSentences('Wait... what')).toBe(2)
})

test('counts no sentences', () => {
  expect(countSentences('')).toBe(0)
})

test('finds the most frequent words', () => {
  expect(topWords('a b a c b a')).toEqual([['a', 3], ['b', 2], ['c', 1]])
})

test('puts equals in the order of the alphabet', () => {
  expect(topWords('pear fig apple', 2)).toEqual([['apple', 1], ['fig', 1]])
})

test('mean length of nothing', () => {
  expect(meanWordLength('')).toBe(0)
})

test('reading time', () => {
  expect(readingMinutes('word '.repeat(201))).toBe(2)
  expect(readingMinutes('word')).toBe(1)
})
