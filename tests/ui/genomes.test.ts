import { describe, expect, test } from 'vitest'
import { filterGenomes, mergeGenomes, metricOf, sortGenomes, tagsOf } from '../../app/_ui/genomes/genome-filter.ts'
import { layOutLineage, radiusOf } from '../../app/_ui/genomes/lineage-layout.ts'
import { originLooks } from '../../app/_ui/genomes/origin-looks.ts'
import { readTag } from '../../app/_ui/genomes/read-tag.ts'
import { splitRows } from '../../app/_ui/genomes/split-rows.ts'
import { readDiff } from '../../app/_ui/genomes/diff-model.ts'
import type { GenomeView } from '../../lib/contract/view.ts'

const genome = (version: number, more: Partial<GenomeView> = {}): GenomeView => ({
  id: `ant.g000${version}`, organism: 'ant', version, parents: version > 1 ? [`ant.g000${version - 1}`] : [], origin: 'seed', reason: 'as found', author: 'seed',
  createdAt: version, hash: '', added: version, removed: 0, status: 'new', fitness: null, ...more,
})
const all = [genome(3, { origin: 'repair', fitness: 2, tags: ['keep'] }), genome(2, { origin: 'chaos', status: 'failed', fitness: 1 }), genome(1, { survived: 9 })]
const versions = (genomes: readonly GenomeView[]) => genomes.map(({ version }) => version)
const none = { find: '', origin: null, status: null, tag: null }

describe('versions', () => {
  test('are filtered by origin, status, tag and text', () => {
    expect(versions(filterGenomes(all, none))).toEqual([3, 2, 1])
    expect(versions(filterGenomes(all, { ...none, origin: 'chaos' }))).toEqual([2])
    expect(versions(filterGenomes(all, { ...none, status: 'new' }))).toEqual([3, 1])
    expect(versions(filterGenomes(all, { ...none, tag: 'keep' }))).toEqual([3])
    expect(versions(filterGenomes(all, { ...none, find: ' KEEP ' }))).toEqual([3])
    expect(tagsOf(all)).toEqual(['keep'])
  })

  test('are sorted either way, and what has no figure comes last in both', () => {
    expect(versions(sortGenomes(all, 'fitness', true))).toEqual([2, 3, 1])
    expect(versions(sortGenomes(all, 'fitness', false))).toEqual([3, 2, 1])
    expect(versions(sortGenomes(all, 'survived', false))).toEqual([1, 3, 2])
    expect(metricOf(all[0]!, 'lines')).toBe(3)
  })

  test('older ones of the ledger follow those of the live view, which goes before', () => {
    expect(mergeGenomes([genome(2, { status: 'proven' })], [genome(2), genome(1)]).map(({ version, status }) => [version, status])).toEqual([[2, 'proven'], [1, 'new']])
  })
})

describe('the lineage', () => {
  test('has the newest on top, each beside its parents, and draws no line to what is not shown', () => {
    const { placed, lines } = layOutLineage([all[0]!, all[2]!], 'lines')
    expect(lines).toEqual([])
    expect(placed.every(({ x, y, radius }) => Number.isFinite(x) && Number.isFinite(y) && radius > 0)).toBe(true)
    const whole = layOutLineage([genome(3, { parents: ['ant.g0002', 'ant.g0001'] }), all[1]!, all[2]!], 'survived')
    expect(whole.lines.map(({ isFirst }) => isFirst)).toEqual([true, false, true])
    const [third, second, first] = whole.placed
    expect(third!.y).toBeLessThan(second!.y)
    expect(second!.y).toBeLessThan(first!.y)
  })

  test('sizes grow with the figure, and are the least where there is none or all are alike', () => {
    expect(radiusOf(9, [1, 9])).toBeGreaterThan(radiusOf(4, [1, 9]))
    expect(radiusOf(null, [1, 9])).toBe(radiusOf(1, [1, 9]))
    expect(radiusOf(3, [3, 3])).toBe(radiusOf(null, []))
  })

  test('no two origins have one shape', () => {
    const shapes = Object.values(originLooks).map(({ points }) => points)
    expect(new Set(shapes).size).toBe(shapes.length)
  })
})

test('a tag is what can be read, once, and not too long', () => {
  expect(readTag(' proven in the talk ', [])).toEqual({ ok: true, tag: 'proven in the talk' })
  for (const [text, tags] of [['', []], ['a', ['a']], ['x'.repeat(41), []], ['a\u202Eb', []], ['n', Array.from({ length: 12 }, (_, n) => String(n))]] as const) expect(readTag(text, tags).ok, text).toBe(false)
})

test('a diff side by side keeps each line, those that replace one another on one level', () => {
  const rows = readDiff('--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n a\n-b\n-c\n+d\n e\n+f\n')[0]!.blocks[0]!.rows
  const text = (row: (typeof rows)[number] | null) => row?.pieces.map((piece) => piece.text).join('') ?? '·'
  expect(splitRows(rows).map(({ before, after }) => `${text(before)}|${text(after)}`)).toEqual(['a|a', 'b|d', 'c|·', 'e|e', '·|f'])
})
