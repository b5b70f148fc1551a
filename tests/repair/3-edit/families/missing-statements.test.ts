import { expect, test } from 'vitest'
import { generateEdits } from '../../../../lib/repair/3-edit/generate-edits.ts'
import { everywhere, resultsOf, source } from '../edits-of.ts'

/** What is said to be lacking, before anything is thought up. */
const lacking = (text: string): string[] => {
  const file = source(text)
  return resultsOf(text, generateEdits(file, { ...everywhere(file), tiers: [2, 2] }))
}

const rows = (reset: string): string => `function rows(list) {
  const all = []
  let row = []
  for (const one of list) {
    row.push(one)
    all.push(row)${reset}
  }
  return all
}
`

test('a variable that may change and never does begins anew in the loop that fills it', () => {
  expect(lacking(rows(''))).toContain(rows('\n    row = []'))
})

test('one that cannot change, that changes there already, or that is made there does not', () => {
  const resets = (text: string): string[] => lacking(text).filter((result) => result.includes('row = []\n  }') || /row = \[\]\n {4}\S/.test(result.replace('let row = []', '').replace('const row = []', '')))
  expect(resets(rows('').replace('let row', 'const row'))).toEqual([])
  expect(resets(rows('\n    row = [...row]'))).toEqual([])
  expect(resets(rows('').replace('  let row = []\n', '').replace('    row.push', '    let row = []\n    row.push'))).toEqual([])
})
