import { expect, test } from 'vitest'
import { countSentences, countWords, meanWordLength, readingMinutes, topWords } from './program.js'

test('counts words', () => {
  expect(countWords("It's a small step, isn't it?")).toBe(6)
})

test('counts words of any language', () => {
  expect(countWords('Ünï cödé 42')).toBe(3)
})

test('counts sentences', () => {
  expect(countSentences('One. Two! Three?')).toBe(3)
})

test('does not care for capitals', () => {
  expect(topWords('The the THE cat', 1)).toEqual([['the', 3]])
})

test('mean length', () => {
  expect(meanWordLength('one three')).toBe(4)
  expect(meanWordLength('a bc def gh')).toBe(2)
})

test('reading time of exactly one minute', () => {
  expect(readingMinutes('word '.repeat(50), 50)).toBe(1)
  expect(readingMinutes('')).toBe(0)
})
