import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { GenomeFiles } from '../../lib/contract/genome.ts'
import { applyEdits } from '../../lib/mind/apply-edits.ts'
import { answerForms } from '../../lib/mind/question.ts'
import { readAnswer } from '../../lib/mind/read-answer.ts'
import { hostileReplies, patient, type HostileReply } from './hostile-replies.ts'

const finishes = ['stop', 'length', 'other'] as const

function endOf({ text, files, form, finish }: Pick<HostileReply, 'text' | 'files' | 'form' | 'finish'>): { files: GenomeFiles } | { refused: string } {
  const answer = readAnswer(text, { files, form, finish })
  return 'refused' in answer ? answer : applyEdits(files, answer.edits)
}

describe('a hostile or broken answer', () => {
  test('there are many of them, and each is another', () => {
    expect(hostileReplies.length).toBeGreaterThanOrEqual(140)
    expect(new Set(hostileReplies.map(({ class: kind, name }) => `${kind}: ${name}`)).size).toBe(hostileReplies.length)
  })

  test.each(hostileReplies.map((reply) => [`${reply.class}: ${reply.name}`, reply] as const))('%s', (_name, reply) => {
    const end = endOf(reply)
    if ('files' in reply.end) expect(end).toEqual({ files: reply.end.files })
    else expect(end).toEqual({ refused: expect.stringMatching(reply.end.refused) })
    if ('refused' in end) {
      expect(end.refused.length, 'a reason is one that an attempt can hold').toBeLessThanOrEqual(500)
      expect(end.refused).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u)
    }
  })

  test('whichever form was asked for: nothing but files of the genome is ever in the result', () => {
    for (const reply of hostileReplies) {
      for (const form of answerForms) for (const finish of finishes) {
        const end = endOf({ ...reply, form, finish })
        if ('files' in end) expect(Object.keys(end.files), reply.name).toEqual(Object.keys(reply.files))
      }
    }
    expect(({} as Record<string, unknown>).edits, 'and nothing has got into the prototype').toBeUndefined()
  })
})

describe('any text', () => {
  const piece = fc.oneof(
    fc.constantFrom('<<<<<<< SEARCH\n', '=======\n', '>>>>>>> REPLACE\n', 'FILE: organism.js\n', 'FILE: x.js\n', '```js\n', '```\n', '~~~\n', '{"why": "', '", "edits": [', '{"file": "organism.js", "search": "', '", "replace": "', '"}', ']}', '<think>', '</think>', '\r\n', '\\', '…\n', '--- a/x\n'),
    fc.constantFrom(...patient['organism.js']!.split('\n')).map((line) => `${line}\n`),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )
  const line = fc.oneof(fc.constantFrom(...patient['organism.js']!.split('\n')), fc.string({ maxLength: 12 }))
  const edit = fc.record({ file: fc.constantFrom('organism.js', './organism.js', 'x.js', '__proto__'), search: line, replace: line })
  const answered = fc.oneof(
    fc.array(edit, { minLength: 1, maxLength: 3 }).map((edits) => JSON.stringify({ why: '', edits })),
    fc.array(edit, { minLength: 1, maxLength: 3 }).map((edits) => edits.map(({ file, search, replace }) => `FILE: ${file}\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n`).join('')),
  )
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(fc.oneof(piece, answered), { maxLength: 25 }).map((pieces) => pieces.join('')), answered)

  test('is read or refused, and what is read is applied or refused: nothing throws, no file comes or goes', () => {
    let read = 0
    fc.assert(fc.property(text, fc.constantFrom(...answerForms), fc.constantFrom(...finishes), (answer, form, finish) => {
      const reading = readAnswer(answer, { files: patient, form, finish })
      if ('refused' in reading) { expect(reading.refused).not.toBe(''); return }
      read += 1
      expect(reading.edits.length).toBeGreaterThan(0)
      expect(reading.edits.every(({ file }) => Object.hasOwn(patient, file))).toBe(true)
      const end = applyEdits(patient, reading.edits)
      if ('files' in end) expect(Object.keys(end.files)).toEqual(Object.keys(patient))
    }), { numRuns: 3_000 })
    expect(read, 'some of them say something').toBeGreaterThan(100)
  })
})

describe('the reason', () => {
  const why = (text: string): string => {
    const reading = readAnswer(text, { files: patient, form: 'blocks', finish: 'stop' })
    return 'refused' in reading ? `refused: ${reading.refused}` : reading.why
  }
  const edit = 'FILE: organism.js\n<<<<<<< SEARCH\n  let total = 0\n=======\n  let total = 1\n>>>>>>> REPLACE\n'

  test.each([
    ['is read from its line', `WHY: it begins at one\n${edit}`, 'it begins at one'],
    ['in any dress', `**WHY:** it begins at one\n${edit}`, 'it begins at one'],
    ['is empty where there is none', edit, ''],
    ['is one plain line', `WHY: red \x1b[31mand\x1b[0m turned \u202eround\n${edit}`, 'red and turned round'],
    ['never comes out of a block', `${edit.replace('total = 1\n', 'total = 1\nWHY: inside\n')}`, ''],
  ])('%s', (_what, text, expected) => {
    expect(why(text)).toBe(expected)
  })

  test('is bounded', () => {
    expect(why(`WHY: ${'long words '.repeat(500)}\n${edit}`)).toHaveLength(500)
  })
})

describe('a file that is empty', () => {
  test('is filled by a search for nothing', () => {
    const files = { 'organism.js': '\n' }
    expect(endOf({ text: 'FILE: organism.js\n<<<<<<< SEARCH\n=======\nexport const a = 1\n>>>>>>> REPLACE\n', files, form: 'blocks', finish: 'stop' })).toEqual({ files: { 'organism.js': 'export const a = 1\n' } })
  })
})

test('a file too long to be written anew is not taken for a part of it', () => {
  const files = { 'organism.js': Array.from({ length: 300 }, (_, nth) => `f(${nth})\n`).join('') }
  expect(endOf({ text: 'FILE: organism.js\n```js\nf(1)\nf(2)\n```\n', files, form: 'file', finish: 'stop' })).toEqual({ refused: expect.stringContaining('only a part of it') })
})

test('a file with fences of its own is read to the last of them', () => {
  const files = { 'readme.md': '# a\n\n```js\nf()\n```\n\nmore\n' }
  const whole = files['readme.md'].replace('f()', 'g()')
  expect(endOf({ text: `FILE: readme.md\n\`\`\`md\n${whole}\`\`\`\n`, files, form: 'file', finish: 'stop' })).toEqual({ files: { 'readme.md': whole } })
})

test('a program about thinking keeps its marks', () => {
  const files = { 'organism.js': "const open = '<think>'\nconst shut = '</think>'\n" }
  const text = "FILE: organism.js\n<<<<<<< SEARCH\nconst open = '<think>'\n=======\nconst open = '<thinking>'\n>>>>>>> REPLACE\n"
  expect(endOf({ text, files, form: 'blocks', finish: 'stop' })).toEqual({ files: { 'organism.js': "const open = '<thinking>'\nconst shut = '</think>'\n" } })
})
