import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'acorn'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTree } from '../../../lib/chaos/code/tree.ts'
import { faults } from '../../../lib/chaos/faults.ts'
import { seededRandom } from '../../../lib/chaos/random.ts'
import type { CodeFault } from '../../../lib/contract/fault.ts'
import { barren, sources, unparseable } from './sources.ts'

const codeFaults = faults.filter((fault) => fault.class === 'code')
const mayNotParse = ['delete-lines', 'syntax-error']
const mutate = (fault: CodeFault, source: string, seed: number, intensity = 1) => fault.mutate(source, { random: seededRandom(seed), intensity })

const seed = fc.integer({ min: 0, max: 0xffff_ffff })
const intensity = fc.integer({ min: 1, max: 5 })

/** Every source with a few seeds of its own, new ones in each run: a failure names them. */
const trials = (fault: CodeFault) =>
  Object.entries(sources).flatMap(([name, text]) =>
    fc.sample(fc.tuple(seed, fc.oneof(fc.constant(1), intensity)), 3).flatMap(([number, strength]) => {
      const mutation = mutate(fault, text, number, strength)
      return mutation ? [{ text, mutation, number, strength, about: `${fault.id} in ${name}, seed ${number}, intensity ${strength}` }] : []
    }))

const comments = (text: string, sourceType: 'module' | 'commonjs'): string[] => {
  const found: string[] = []
  parse(text, { ecmaVersion: 'latest', sourceType, onComment: (_isBlock, words) => found.push(words) })
  return found.sort()
}

test('the sources of these tests parse, and all faults find a place in an ordinary one', () => {
  for (const text of Object.values(sources)) expect(parseTree(text)).not.toBeNull()
  expect(codeFaults).toHaveLength(22)
  for (const fault of codeFaults) expect(mutate(fault, sources['task'] ?? '', 1), fault.id).not.toBeNull()
})

describe.each(codeFaults)('$id', (fault) => {
  const tried = trials(fault)

  test('the same seed gives the same mutation', () => {
    expect(tried.length).toBeGreaterThan(5)
    for (const { text, mutation, number, strength, about } of tried.slice(0, 9)) expect(mutate(fault, text, number, strength), about).toEqual(mutation)
  })

  test('the result differs, and parses where it should', () => {
    for (const { text, mutation, about } of tried) {
      expect(mutation.source, about).not.toBe(text)
      const type = parseTree(mutation.source)?.type
      if (fault.id === 'syntax-error') expect(type, about).toBeUndefined()
      else if (!mayNotParse.includes(fault.id)) expect(type, about).toBe(parseTree(text)?.type)
    }
  })

  test('at intensity 1 only a small stretch changes, with the same line ends', () => {
    for (const { text, mutation, about, strength } of tried) {
      if (text.includes('\r\n')) expect(mutation.source, about).not.toMatch(/[^\r]\n/)
      else expect(mutation.source, about).not.toContain('\r')
      if (strength > 1) continue
      const [before, after] = [text.split('\n'), mutation.source.split('\n')]
      // A function's `=>`, its body's end and a declaration at the top: no fault needs more lines than these three.
      expect(after.filter((line) => !before.includes(line)).length, about).toBeLessThanOrEqual(3)
      expect(Math.abs(after.length - before.length), about).toBeLessThanOrEqual(fault.id === 'removed-statement' ? 8 : 2)
    }
  })

  test('the summary names a line and stays short', () => {
    for (const { text, mutation, about } of tried) {
      const line = Number(/^line (\d+): `.*`/.exec(mutation.summary)?.[1])
      expect(line, about).toBeGreaterThanOrEqual(1)
      expect(line, about).toBeLessThanOrEqual(text.split('\n').length)
      expect(mutation.summary.length, about).toBeLessThanOrEqual(280)
      expect(mutation.summary, about).not.toContain('\n')
    }
  })

  if (!mayNotParse.includes(fault.id)) {
    test('every comment is still there', () => {
      for (const { text, mutation, about } of tried) {
        const type = parseTree(text)?.type ?? 'module'
        expect(comments(mutation.source, type), about).toEqual(comments(text, type))
      }
    })

    test('has no answer for a source that does not parse', () => {
      expect(mutate(fault, unparseable, 1)).toBeNull()
    })
  }

  test.each(Object.entries(barren))('finds no place in %s', (_name, text) => {
    for (const strength of [1, 5]) expect(mutate(fault, text, 7, strength)).toBeNull()
  })

  test('never throws, whatever the text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'(){}[];=>`\'"/\n\\ab1+.\0\u2028é🐍', '\ud800', '=>', 'for', 'return ') })
    fc.assert(fc.property(text, seed, (any, number) => {
      const mutation = mutate(fault, any, number, 5)
      if (mutation) expect(mutation.source).not.toBe(any)
    }), { numRuns: 50 })
  })
})

test('more intensity is more places', () => {
  const changed = (strength: number) => mutate(codeFaults.find(({ id }) => id === 'constant') as CodeFault, sources['task'] ?? '', 3, strength)?.summary
  expect(changed(1)).not.toMatch(/; /)
  expect(changed(5)).toMatch(/; and [23] more$/)
})

test('different seeds find different places', () => {
  for (const fault of codeFaults) {
    const found = new Set(Array.from({ length: 12 }, (_, number) => mutate(fault, sources['task'] ?? '', number)?.source))
    expect(found.size, fault.id).toBeGreaterThan(1)
  }
})

test.each(['delete-lines', 'syntax-error'])('%s works on text that does not parse', (id) => {
  const fault = codeFaults.find((one) => one.id === id) as CodeFault
  for (let number = 0; number < 20; number += 1) {
    const mutation = mutate(fault, unparseable, number)
    expect(mutation?.source).not.toBe(unparseable)
    expect(mutation?.source).toContain('// the brace of this if is gone')
  }
})

test('the organisms of this repository offer a place to every fault', () => {
  const folder = new URL('../../../organism/', import.meta.url)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    const { name } = entry
    const text = readFileSync(new URL(`${name}/organism.js`, folder), 'utf8')
    for (const fault of codeFaults) expect(mutate(fault, text, 1), `${fault.id} in ${name}`).not.toBeNull()
  }
})
