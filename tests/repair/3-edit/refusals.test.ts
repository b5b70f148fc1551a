import { describe, expect, test } from 'vitest'
import { plainWords, refusalsFor } from '../../../lib/repair/3-edit/refusals.ts'
import { gapBefore } from './gap-at.ts'

const at = (text: string, statement: string, refusals?: readonly string[]): string[] => {
  const { gap, context } = gapBefore(text, statement, refusals ? { refusals } : {})
  return refusalsFor(gap, context)
}

const withdraw = `class Overdrawn extends Error {}
function withdraw(balance, amount) {
  if (amount > balance) throw new Overdrawn('not enough')
  return balance - amount
}
`
const parser = `function parse(lines) {
  let n = 0
  const rows = []
  for (const line of lines) {
    n += 1
    if (line === '') throw new SyntaxError(\`line \${n}: nothing in it\`)
    rows.push(line)
  }
  return rows
}
function row(line) {
  return line
}
`

describe('refusals', () => {
  test('in the words that are asked for, with the classes of the file before the usual ones', () => {
    expect(at(withdraw, 'return', ['must be positive'])).toEqual([
      "throw new Overdrawn('must be positive')", "throw new TypeError('must be positive')", "throw new RangeError('must be positive')", "throw new Error('must be positive')",
      "throw new Overdrawn('not enough')",
    ])
  })

  test('in any words, where any will do', () => {
    const [first] = at(withdraw, 'return', [''])
    expect(first).toMatch(/^throw new Overdrawn\('.+'\)$/)
  })

  test('what the file says somewhere already is not lost', () => {
    expect(at(withdraw, 'return', ['not enough'])).toEqual(["throw new Overdrawn('not enough')"])
  })

  test('nothing asked for: as the file does elsewhere, and no other way', () => {
    expect(at(withdraw, 'return')).toEqual(["throw new Overdrawn('not enough')"])
    expect(at('function f(n) {\n  return n\n}\n', 'return')).toEqual([])
  })

  test('what quotes are in it stay in it', () => {
    expect(at('function f(n) {\n  return n\n}\n', 'return', ["isn't \"one\""])[0]).toBe("throw new TypeError('isn\\'t \"one\"')")
  })

  test('ten at most', () => {
    expect(at(withdraw, 'return', ['one', 'two', 'three', 'four'])).toHaveLength(10)
  })

  test('what names what is not there is no way to refuse', () => {
    expect(at(parser, 'return line')).toEqual([])
    expect(at(parser, 'rows.push')).toEqual(['throw new SyntaxError(`line ${n}: nothing in it`)'])
    expect(at(parser, 'return line', ['line 2: too long'])).toEqual(["throw new TypeError('line 2: too long')", "throw new RangeError('line 2: too long')", "throw new Error('line 2: too long')"])
  })
})

describe('a template with other words at its end', () => {
  const asked = (message: string): string[] => at(parser, 'rows.push', [message])

  test('comes first where the message begins as it does', () => {
    expect(asked('line 3: it is never closed')[0]).toBe('throw new SyntaxError(`line ${n}: it is never closed`)')
  })

  test('is not made to fit another beginning', () => {
    expect(asked('row 3: it is never closed').filter((text) => text.includes('`'))).toEqual(['throw new SyntaxError(`line ${n}: nothing in it`)'])
    expect(asked('line 3 is never closed').filter((text) => text.includes('`'))).toEqual(['throw new SyntaxError(`line ${n}: nothing in it`)'])
  })

  test('takes what would end it, or begin a place in it, as it is', () => {
    expect(asked('line 3: a ` and a ${ in it')[0]).toBe('throw new SyntaxError(`line ${n}: a \\` and a \\${ in it`)')
    expect(asked('line 3: a \\b in it')[0]).toBe('throw new SyntaxError(`line ${n}: a \\\\b in it`)')
  })

  test('of which something stands for itself in patterns', () => {
    const text = 'function f(a, b) {\n  if (a) throw new Error(`(${a}) [${b}]: no`)\n  return b\n}\n'
    expect(at(text, 'return', ['(1) [x]: not this one'])[0]).toBe('throw new Error(`(${a}) [${b}]: not this one`)')
    expect(at(text, 'return', ['1 [x]: not this one'])[0]).toBe("throw new Error('1 [x]: not this one')")
  })
})

test.each([
  [/negative/, 'negative'],
  [/^not a number$/, 'not a number'],
  [/the name is missing\.$/, 'the name is missing.'],
  [/too (?:long|short) for a name/, 'for a name'],
  [/at line \d+/, 'at line'],
  [/\$5 \(five\)/, '$5 (five)'],
  [/a\/b/, 'a/b'],
  [/not an? id/, 'not an'],
  [/[a-zA-Z]+ id/, 'id'],
  [/[\]x-z]{10,200} id/, 'id'],
  [/(?<name>x) of/, 'of'],
  [/.*/, ''],
])('%s says “%s”', (pattern, words) => {
  expect(plainWords(pattern)).toBe(words)
})
