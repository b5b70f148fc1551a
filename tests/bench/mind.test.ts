import { expect, test } from 'vitest'
import { inPieces, oneEdit, wholeFile } from '../../bench/mind/answer.ts'
import { applyEdits } from '../../lib/mind/apply-edits.ts'
import { readAnswer } from '../../lib/mind/read-answer.ts'

const right = { 'a.js': 'one()\ntwo()\nthree()\nfour()\n' }

test.each([
  ['a line more', 'one()\ntwo()\nthrow 1\nthree()\nfour()\n'],
  ['another line', 'one()\ntwo()\nthree(3)\nfour()\n'],
  ['a line less', 'one()\nthree()\nfour()\n'],
])('what the scripted model answers puts it right: %s', (_what, text) => {
  const broken = { 'a.js': text }
  for (const answer of [oneEdit('a.js', broken, right), wholeFile('a.js', right['a.js'])]) {
    const read = readAnswer(inPieces(answer).join(''), { files: broken, form: 'blocks', finish: 'stop' })
    expect('edits' in read && applyEdits(broken, read.edits)).toMatchObject({ files: right })
  }
})

test('it comes in pieces of about a token', () => {
  expect(inPieces('abcdefghij')).toEqual(['abcd', 'efgh', 'ij'])
  expect(inPieces('abcdefghij', 40)).toEqual(['abcdefghij'])
})
