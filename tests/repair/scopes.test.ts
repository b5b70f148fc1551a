import { expect, test } from 'vitest'
import { outlineOf } from '../../lib/repair/3-edit/outline.ts'
import { visibleAt } from '../../lib/repair/scopes.ts'
import { source } from './3-edit/edits-of.ts'

const text = `import { read as load } from 'node:fs'
const limit = 3
function outer(first, { second, ...third }) {
  const before = 1
  for (let i = 0; i < limit; i += 1) {
    const inside = i
    mark(inside)
  }
  const after = 2
  try { late() } catch (error) { handle(error) }
  function late() { return hoisted }
  var hoisted = limit
  return after
}
const other = 4
class Box { size = 1 }
`
const outline = outlineOf(source(text))

/** The names that can be used where a text begins. */
function namesAt(what: string): string[] {
  const offset = text.indexOf(what)
  const part = outline.parts.findLast(({ statement }) => statement.start <= offset && offset < statement.end)
  const site = part?.sites.find(({ node }) => node.start === offset)
  return visibleAt(site?.scope ?? outline.scopes.values().next().value!, offset).map(({ name }) => name)
}

test('innermost first; what comes later in the same function is not there yet', () => {
  const names = namesAt('mark(')
  expect(names.slice(0, 2)).toEqual(['inside', 'i'])
  expect(names).toEqual(expect.arrayContaining(['before', 'first', 'second', 'third', 'late', 'outer', 'limit', 'load']))
  expect(names).not.toContain('after')
  expect(names).not.toContain('error')
})

test('a nested function runs later: it sees all of what is around it', () => {
  expect(namesAt('hoisted }')).toEqual(expect.arrayContaining(['hoisted', 'after', 'other', 'Box']))
})

test('a clause, a loop and a block keep their names to themselves', () => {
  expect(namesAt('handle(')).toContain('error')
  expect(namesAt('after\n')).not.toContain('i')
  expect(namesAt('after\n')).not.toContain('inside')
})

test('reads, writes and kinds', () => {
  const name = (wanted: string) => [...outline.scopes.values()].flatMap(({ names }) => [...names.values()]).find(({ name: own }) => own === wanted)
  expect(name('i')).toMatchObject({ kind: 'let', isMutable: true })
  expect(name('i')?.reads).toHaveLength(3)
  expect(name('i')?.writes).toHaveLength(1)
  expect(name('limit')).toMatchObject({ kind: 'const', isMutable: false })
  expect(name('limit')?.reads).toHaveLength(2)
  expect(name('load')).toMatchObject({ kind: 'import', isMutable: false })
  expect(name('outer')?.reads).toEqual([])
})
