import { describe, expect, it } from 'vitest'
import { locateSyntaxError } from '../../lib/process/locate-syntax-error.ts'

const claimed = { phase: 'parse', name: 'SyntaxError', message: 'Unexpected token', stack: 'SyntaxError: Unexpected token', code: null, file: 'main.js' } as const

describe('the place of a syntax error', () => {
  it('is found in a module, which V8 keeps to itself', () => {
    const files = { 'main.js': 'export const a = 1\n\n  retrun 5\n' }
    expect(locateSyntaxError(claimed, files).stack).toBe('SyntaxError: Unexpected token\n    at organism/main.js:3:10')
  })

  it('is left as the host said it where the host knew', () => {
    const stack = `${claimed.stack}\n    at organism/main.js:7:1`
    expect(locateSyntaxError({ ...claimed, stack }, { 'main.js': '}' }).stack).toBe(stack)
  })

  it('is the first line where the two parsers disagree, and nothing where the file is made up', () => {
    expect(locateSyntaxError(claimed, { 'main.js': 'export const fine = 1' }).stack).toMatch('organism/main.js:1:1')
    expect(locateSyntaxError({ ...claimed, file: 'other.js' }, { 'main.js': '}' }).stack).toBe(claimed.stack)
    expect(locateSyntaxError({ ...claimed, file: 'toString' }, {}).stack).toBe(claimed.stack)
  })

  it('is not looked for in other failures, and no host detail stays in them', () => {
    expect(locateSyntaxError({ ...claimed, phase: 'load' }, { 'main.js': '}' })).toEqual({ phase: 'load', name: 'SyntaxError', message: 'Unexpected token', stack: claimed.stack, code: null })
  })
})
