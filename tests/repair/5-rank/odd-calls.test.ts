import type { CallExpression } from 'acorn'
import { expect, test } from 'vitest'
import { oddnessOfCall, parametersIn } from '../../../lib/repair/5-rank/odd-calls.ts'
import { readSource } from '../../../lib/repair/source-file.ts'
import { nodesIn } from '../../../lib/repair/tree.ts'

const declared = 'function walk(x, y) {}\nconst move = (from, to, by = 1) => 0\nfunction all(first, ...rest) {}\nfunction twice() {}\n{ function twice(a) {} }\nclass Board { place(index, turn) {} #hide(index) {} }\n'
const oddness = (call: string): number => {
  const file = readSource('program.cjs', `${declared}class Own { go() { ${call} } #hide(index) {} }\n`)
  const calls = [...nodesIn(file.ast)].filter((node): node is CallExpression => node.type === 'CallExpression')
  return oddnessOfCall(calls[0]!, file.code, parametersIn(nodesIn(file.ast)))
}

test.each([
  'walk(x)', 'walk(y - 1, x)', 'walk(y, x)', 'walk(1, 2, 3)', 'move(to, from)', 'move(1)', 'all()', 'this.place(turn, index)', 'this.place(1)', 'move(1, 2, 3, 4)',
])('%s is odd', (call) => {
  expect(oddness(call)).toBeGreaterThan(0)
})

test.each([
  'walk(x, y)', 'walk(x - 1, y)', 'walk(y, y)', 'walk(y, x % y)', 'walk(a.y, a.x)', 'walk(...both)', 'move(1, 2)', 'move(1, 2, 3)', 'all(1, 2, 3)', 'all(1)', 'other(y, x)', 'twice(1, 2)', 'board.place(turn)',
])('%s is not', (call) => {
  expect(oddness(call)).toBe(0)
})
