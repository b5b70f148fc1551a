import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frameSchema } from '../../lib/contract/verdict.ts'
import { parseStack } from '../../lib/watcher/stack.ts'

const frame = (file: string, line: number, column: number, name: string | null) => ({ file, line, column, function: name })

test('frames of the genome, innermost first, and no others', () => {
  const stack = `TypeError: Cannot read properties of null (reading 'id')
    at find (organism/lib/users.js:12:25)
    at Array.map (<anonymous>)
    at new Desk (file:///organism/organism.js:40:9)
    at async perform (file:///organism/organism.js:7:3)
    at async Object.serve (organism/organism.js:8:1)
    at file:///organism/organism.js:99:1
    at node:internal/process/task_queues:105:5
    at run (/srv/ouroboros/lib/host.cjs:3:4)`
  expect(parseStack(stack)).toEqual([
    frame('lib/users.js', 12, 25, 'find'),
    frame('organism.js', 40, 9, 'Desk'),
    frame('organism.js', 7, 3, 'perform'),
    frame('organism.js', 8, 1, 'Object.serve'),
    frame('organism.js', 99, 1, null),
  ])
})

test('the place where eval was called', () => {
  expect(parseStack('Error: x\n    at eval (eval at perform (organism/organism.js:3:4), <anonymous>:1:1)')).toEqual([frame('organism.js', 3, 4, 'eval')])
})

test('the place of a syntax error stands above it', () => {
  expect(parseStack("file:///organism/organism.js:12\nlet a = = 3\n        ^\n\nSyntaxError: Unexpected token '='\n    at compileSourceTextModule (node:internal/modules/esm/utils:345:16)"))
    .toEqual([frame('organism.js', 12, 1, null)])
})

describe('hostile text', () => {
  test('paths that lead out of the genome are no frames', () => {
    for (const path of ['../../etc/passwd', './organism.js', 'a/../b.js', '/etc/passwd', 'a//../b', '%2e%2e/x', 'a b.js']) {
      expect(parseStack(`    at f (organism/${path}:1:1)`), path).toEqual([])
    }
    expect(parseStack('    at f (/home/user/organism/organism.js:1:1)'), 'a folder of ours that has the same name').toEqual([])
  })

  test('any text gives at most ten well-formed frames', () => {
    const piece = fc.constantFrom('organism/', 'at ', ' (', ')', ':1', ':2:3', '\n    at ', 'a.js', 'eval at ', 'async ', '\u0000', '..', '/', 'file:///organism/a.js:1:1')
    fc.assert(fc.property(fc.array(fc.oneof(piece, fc.string(), fc.constantFrom('\ud800', '💥', '\u2028')), { maxLength: 24, size: 'max' }), (pieces) => {
      const frames = parseStack(pieces.join(''))
      expect(frames.length).toBeLessThanOrEqual(10)
      for (const one of frames) expect(frameSchema.safeParse(one).success).toBe(true)
    }))
  })

  test('a stack as long as you like takes no longer', () => {
    const lines = ['    at f (', '(organism/'.repeat(2e4), 'at '.repeat(3e4), `at ${' ('.repeat(3e4)}`, `    at x (organism/${'a'.repeat(2e5)}:1:1)`]
    const started = performance.now()
    for (const line of lines) expect(parseStack(`${line}\n`.repeat(3))).toEqual([])
    expect(performance.now() - started, 'a hang, not a measure').toBeLessThan(2_000)
  })

  test('ten frames are enough', () => {
    expect(parseStack('    at f (organism/organism.js:1:1)\n'.repeat(5_000)).length).toBe(10)
  })
})
