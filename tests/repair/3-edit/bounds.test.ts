import { describe, expect, test } from 'vitest'
import { boundsAt, constantEdits, numberProbesFor, roundest, type NumberProbe } from '../../../lib/repair/3-edit/bounds.ts'
import { probesFor } from '../../../lib/repair/3-edit/condition-edits.ts'
import type { Visit } from '../../../lib/repair/visit.ts'
import { everywhere, resultsOf, source } from './edits-of.ts'

const types = new Map([['weight', new Set(['number'])], ['name', new Set(['string'])]])
const fee = (test: string): string => `function fee(weight, name) {\n  if (${test}) return 0\n  return name.length + weight\n}\n`

function probeBefore(text: string, statement: string): NumberProbe {
  const file = source(text)
  const probe = [...numberProbesFor(file, everywhere(file, { types }))].find(({ edit }) => edit.at === text.indexOf(statement))
  if (!probe) throw new Error(`nothing is asked before ${statement}`)
  return probe
}

/** @param seen by check, what the weight was; checks below ten fail */
const told = ({ texts }: NumberProbe, seen: readonly [check: number, weight: number | null][]): Visit[] =>
  seen.map(([check, weight]) => ({ check, answers: texts.map((text) => `${text === 'weight' && weight !== null ? weight : '-'} `).join('') }))

function constants(test: string, ...weights: (number | null)[]): string[] {
  const text = fee(test)
  const probe = probeBefore(text, 'if (')
  return resultsOf(text, constantEdits(probe, told(probe, weights.map((weight) => [1, weight])))).map((result) => /if \((.*)\)/.exec(result)?.[1] ?? '')
}

describe('another constant for a comparison', () => {
  test('is one for each way in which the numbers seen could be parted, the roundest there, the nearest first', () => {
    expect(constants('weight < 35', 24.2, 28.1, 31, 40)).toEqual(['weight < 30', 'weight < 25'])
  })

  test('parts them to the side that the operator says, written either way round', () => {
    expect(constants('weight <= 9', 3, 4, 20)).toEqual(['weight <= 3'])
    expect(constants('weight < 9', 3, 4, 20)).toEqual(['weight < 4'])
    expect(constants('weight > 9', 3, 4, 20)).toEqual(['weight > 3'])
    expect(constants('9 > weight', 3, 4, 20)).toEqual(['4 > weight'])
    expect(constants('9 <= weight', 3, 4, 20)).toEqual(['4 <= weight'])
  })

  test('is none where it would part nothing else, or no number was seen', () => {
    expect(constants('weight < 35', 30, 40)).toEqual([])
    expect(constants('weight < 35', null, null)).toEqual([])
    expect(constants('weight === 35', 1, 2, 3)).toEqual([])
  })
})

describe('questions about the numbers of a place', () => {
  const bounds = (...seen: [check: number, weight: number | null][]): string[] => {
    const probe = probeBefore(fee('name'), 'return name')
    return boundsAt(probe, told(probe, seen), (check) => check >= 10)
  }

  test('tell what is too much or too little', () => {
    expect(bounds([1, 24], [2, 99], [10, 3], [11, 14])).toEqual(['weight > 20', 'weight >= 24'])
    expect(bounds([1, -7], [10, 3], [11, 14])).toEqual(['weight < 0', 'weight <= -7'])
  })

  test('tell the one number that is right, and not the one that is wrong: that would be a case made for a test', () => {
    expect(bounds([1, 3], [2, 5], [10, 4], [11, 4])).toContain('weight !== 4')
    expect(bounds([1, 5], [10, 4], [11, 7])).toEqual([])
  })

  test('there are none where checks that fail see what the others see, or nothing is known of these', () => {
    expect(bounds([1, 4], [10, 3], [11, 5], [12, 4])).toEqual([])
    expect(bounds([1, 4], [10, null])).toEqual([])
  })

  test('they are asked in the place that they are about', () => {
    const text = fee('name')
    const file = source(text)
    const focus = everywhere(file, { types })
    const asked = [...probesFor(file, focus, [...numberProbesFor(file, focus)].map((_, index) => [`weight > ${index}`]))]
    for (const [index, { questions }] of asked.entries()) expect(questions).toContain(`weight > ${index}`)
    expect(asked.length).toBeGreaterThan(1)
  })
})

test.each([[24.2, 28, 28, 25], [14, 24, 14, 20], [-1, 0, 0, 0], [0, 7, 0, 0], [0.1, 0.9, 0.1, 0.5], [99, 100, 99, 99], [59, 60, 60, 60], [1.25, 1.5, 1.25, 1.3], [-30, -12, -12, -20]])('the roundest number from %d to %d is, with %d itself, %d', (low, high, end, wanted) => {
  expect(roundest(low, high, end)).toBe(wanted)
})
