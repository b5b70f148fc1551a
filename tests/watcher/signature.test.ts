import { describe, expect, test } from 'vitest'
import type { Frame } from '../../lib/contract/verdict.ts'
import { signature } from '../../lib/watcher/signature.ts'

const frame = (name: string | null, line = 1, file = 'organism.js'): Frame => ({ file, line, column: line * 2, function: name })
const of = (message: string, frames: Frame[] = [frame('a'), frame('b')], name = 'TypeError'): string => signature({ name, message, frames })

describe('the same cause', () => {
  test.for([
    ["Cannot read properties of null (reading 'id')", "Cannot read properties of null (reading 'name')"],
    ['row 12 of 900 is too long', 'row 3 of 1,024 is too long'],
    ['bad token "x"', 'bad token "a \'b\' c"'],
    ['at 0x7ffe12 in heap', 'at 0xA0 in heap'],
    ['took -1.5e9 s', 'took 3 s'],
    ['cannot  parse\n  it', 'cannot parse it'],
    ["don't read 'a'", "don't read 'b'"],
    [`no '${'x'.repeat(500)}`, `no '${'y'.repeat(400)}`],
  ])('%s = %s', ([one, other]) => {
    expect(of(one ?? '')).toBe(of(other ?? ''))
  })

  test('on other lines, and called from further away', () => {
    expect(of('x', [frame('a', 1), frame('b', 2)])).toBe(of('x', [frame('a', 81), frame('b', 92), frame('c', 3)]))
  })
})

describe('another cause', () => {
  test('another class, message, function or file', () => {
    const all = [
      of('x'), of('x', undefined, 'RangeError'), of('y'), of('x', [frame('a'), frame('c')]), of('x', [frame('b'), frame('a')]),
      of('x', [frame('a', 1, 'lib.js'), frame('b')]), of('x', []), of('x', [frame(null), frame('b')]),
    ]
    expect(new Set(all).size).toBe(all.length)
  })

  test('another name in the message: “totl is not defined” is not “count is not defined”', () => {
    expect(of('totl is not defined')).not.toBe(of('count is not defined'))
    expect(of('property “sorted”')).not.toBe(of('property “same numbers”'))
  })
})

test('readable in front, safe in a URL and a path whatever the name', () => {
  expect(of('x')).toMatch(/^TypeError-[0-9a-f]{12}$/)
  for (const name of ['../../x', 'a b', '', '💥', 'E'.repeat(10_000)]) expect(of('x', [], name)).toMatch(/^[A-Za-z-]{1,40}-[0-9a-f]{12}$/)
})
