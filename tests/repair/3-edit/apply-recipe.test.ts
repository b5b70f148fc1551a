import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { recipeSchema } from '../../../lib/contract/search.ts'
import { applyRecipe, recipeOf } from '../../../lib/repair/3-edit/apply-recipe.ts'
import { generateEdits } from '../../../lib/repair/3-edit/generate-edits.ts'
import { applyChanges } from '../../../lib/repair/edit.ts'
import { everywhere, resultsOf, source } from './edits-of.ts'

const broken = 'export function sum(list) {\n  let total = 0\n  for (let i = 0; i <= list.length; i += 1) total += list[i]\n  return total\n}\n'
const healed = broken.replace('<=', '<')
const file = source(broken)

function healing() {
  const edit = generateEdits(file, everywhere(file)).find(({ changes }) => applyChanges(broken, changes) === healed)
  if (!edit) throw new Error('the edit that heals is not there')
  return edit
}

test('a recipe heals the same damage as its first edit', () => {
  const recipe = recipeOf(file, healing())
  expect(recipe).toMatchObject({ kind: 'swap-operator' })
  expect(recipe.before).toContain('i <= list')
  expect(recipe.after).toContain('i < list')
  expect(resultsOf(broken, applyRecipe(file, recipe))[0]).toBe(healed)
})

test('however the text is spaced now', () => {
  const spaced = broken.replace('i <= list.length; i', 'i  <=\n    list.length;   i')
  expect(resultsOf(spaced, applyRecipe(source(spaced), recipeOf(file, healing())))[0]).toBe(spaced.replace('<=', '<'))
})

test('where the text reads otherwise, the same change of the same words comes first, then the rest of its kind', () => {
  const other = 'export const isIn = (x, low, high) => low < x && x <= high + 1\n'
  const edits = [...applyRecipe(source(other), recipeOf(file, healing()))]
  expect(new Set(edits.map(({ kind }) => kind))).toEqual(new Set(['swap-operator']))
  const results = resultsOf(other, edits)
  expect(results[0]).toBe(other.replace('<=', '<'))
  expect(results).toContain(other.replace('&&', '||'))
  expect(new Set(results).size).toBe(results.length)
})

test('an unknown kind that reads like nothing has no edits', () => {
  expect([...applyRecipe(file, { kind: 'no-such-kind', before: 'nothing like it', after: 'x' })]).toEqual([])
  expect([...applyRecipe(file, { kind: 'no-such-kind', before: '', after: '' })]).toEqual([])
})

test('a recipe that changes nothing has no edit', () => {
  expect([...applyRecipe(file, { kind: 'no-such-kind', before: 'return total', after: 'return  total' })].filter(({ changes }) => applyChanges(broken, changes) === broken)).toEqual([])
})

describe.each(globSync(`${import.meta.dirname}/../../../organism/{bubble-sort,word-count,bank-teller}/organism.js`))('%s', (path) => {
  test('edits of every kind come back first through their recipes, insertions and deletions too', () => {
    const text = readFileSync(path, 'utf8')
    const patient = source(text)
    const byKind = new Map<string, number>()
    let tried = 0
    for (const edit of generateEdits(patient, everywhere(patient, { tiers: [1, 5] }))) {
      const times = byKind.get(edit.kind) ?? 0
      byKind.set(edit.kind, times + 1)
      if (times >= 1) { if (byKind.size > 42) break; continue }
      const recipe = recipeSchema.parse(recipeOf(patient, edit))
      if (recipe.before === '') continue
      tried += 1
      const wanted = applyChanges(text, edit.changes)
      const [first, second, third] = resultsOf(text, applyRecipe(patient, recipe).take(3))
      expect([first, second, third].map((result) => result?.replace(/\s/g, ''))).toContain(wanted.replace(/\s/g, ''))
    }
    expect(tried).toBeGreaterThan(30)
  })
})
