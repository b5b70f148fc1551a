import { expect, test, vi } from 'vitest'
import type { GapEnd } from '../../../lib/contract/factory/gap-end.ts'
import { shareOf } from '../../../lib/factory/developer/count-tokens.ts'

const loaded = vi.hoisted(() => vi.fn())
vi.mock('gpt-tokenizer/encoding/o200k_base', () => {
  loaded()
  return { countTokens: (text: string) => text.length }
})
const gap = (tokens: GapEnd['tokens']): GapEnd => ({ component: 'todos', gap: 'rule', wishes: ['no No'], state: 'left', why: '', by: null, tokens })
const files = [{ 'main.js': '12345' }, { 'main.js': '67', 'rules.js': '8' }]

test('of what no model wrote nothing is counted, and the tables of a tokenizer stay where they are', async () => {
  expect(await shareOf([gap(null), gap({ input: 9, output: 0 })], files)).toBeNull()
  expect(loaded).not.toHaveBeenCalled()
  expect(await shareOf([gap(null), gap({ input: 9, output: 3 })], files)).toEqual({ written: 3, whole: 8 })
})
