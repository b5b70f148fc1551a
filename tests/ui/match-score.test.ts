import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchScore } from '../../app/_ui/keys/match-score.ts'

const deeds = ['Change bubble-sort by hand, through the gate', 'Reset the demo', 'The tour, in five steps', 'Roll beacon back: choose the version'].map((title) => ({ title, words: title.startsWith('Reset') ? ['seed'] : ['help'] }))
const best = (typed: string): string | undefined =>
  deeds.map((deed) => ({ ...deed, score: matchScore(deed.title, deed.words, typed) })).filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)[0]?.title

test.each([['the tour', 'The tour, in five steps'], ['tour', 'The tour, in five steps'], ['SEED', 'Reset the demo'], ['demo reset', 'Reset the demo'], ['beacon', 'Roll beacon back: choose the version'], ['hand gate', 'Change bubble-sort by hand, through the gate']])('“%s” means “%s”', (typed, title) => {
  expect(best(typed)).toBe(title)
})

test('letters that are strewn over a name mean nothing', () => {
  expect(best('ttour')).toBeUndefined()
  expect(matchScore('Change by hand, through the gate', [], 'the tour')).toBe(0)
})

test('whatever is typed has a score from 0 to 1', () => {
  fc.assert(fc.property(fc.string(), fc.string(), fc.array(fc.string()), (typed, title, words) => {
    const score = matchScore(title, words, typed)
    expect(score).toBeGreaterThanOrEqual(0)
    expect(score).toBeLessThanOrEqual(1)
  }))
})
