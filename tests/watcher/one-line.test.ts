import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneLine } from '../../lib/watcher/one-line.ts'

test('colours, line breaks and control characters go, words stay', () => {
  expect(oneLine('  \u001b[31mred\u001b[0m\r\n\tand\u0000 \u200bthin \n', 80)).toBe('red and thin')
})

test('what is too long ends in an ellipsis', () => {
  expect(oneLine('abcdef', 6)).toBe('abcdef')
  expect(oneLine('abcdefg', 6)).toBe('abcde…')
})

test('any text is one well-formed line of that length at most', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('a', ' ', '\n', '\ud800', '\udc00', '💥', '\u2028', '\u001b[1m', '\u0007'), { maxLength: 40, size: 'max' }).map((parts) => parts.join('')), fc.integer({ min: 1, max: 40 }), (text, chars) => {
    const line = oneLine(text, chars)
    expect(line.length).toBeLessThanOrEqual(chars)
    expect(line).not.toMatch(/[\p{Cc}\u2028]/u)
    expect(line.isWellFormed()).toBe(true)
  }))
})

test('an escape sequence that never ends takes no time', () => {
  const started = performance.now()
  expect(oneLine('\u001b[;;;;;;'.repeat(3e5), 50).length).toBeLessThanOrEqual(50)
  expect(performance.now() - started).toBeLessThan(1_000)
})
