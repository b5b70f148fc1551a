import { describe, expect, test } from 'vitest'
import { arrange, tally, type Wish } from '../../app/_ui/organisms/arrange.ts'
import { sparkOf, sparkSize } from '../../app/_ui/organisms/spark-path.ts'
import { emptyView, reduceView, type OrganismView, type PulsePoint } from '../../lib/contract/view.ts'
import { crash, healthy, Scribe } from '../fixtures/ui-server/scribe.ts'
import { patients } from '../fixtures/ui-server/patients.ts'

function fleet(): OrganismView[] {
  let view = emptyView
  const scribe = new Scribe((event) => { view = reduceView(view, event) })
  for (const patient of patients) scribe.add(1, patient)
  scribe.pulse(2, patients[0]!, crash)
  scribe.pulse(3, patients[1]!)
  scribe.pulse(4, patients[1]!)
  scribe.state(5, 'beacon', 'quarantined', 'x')
  scribe.state(5, 'word-count', 'paused', 'x')
  scribe.open(6, 'bubble-sort', crash, null, 1)
  return Object.values(view.organisms)
}
const all: Wish = { sort: 'name', state: null, kind: null, words: '' }
const ids = (wish: Partial<Wish>): string[] => arrange(fleet(), { ...all, ...wish }).map(({ id }) => id)

describe('the fleet', () => {
  test('stands by name, unless another order is asked for; what is equal stands by name then too', () => {
    expect(ids({})).toEqual(['bank-teller', 'beacon', 'bubble-sort', 'csv-parser', 'pathfinder', 'word-count'])
    expect(ids({ sort: 'state' })).toEqual(['beacon', 'bubble-sort', 'word-count', 'bank-teller', 'csv-parser', 'pathfinder'])
    expect(ids({ sort: 'success' })[0]).toBe('bubble-sort')
    expect(ids({ sort: 'success' }).at(-1), 'who has had no pulse yet has had no bad one').toBe('word-count')
    expect(ids({ sort: 'pulses' }).slice(0, 3)).toEqual(['csv-parser', 'bubble-sort', 'bank-teller'])
    expect(ids({ sort: 'incident' })[0]).toBe('bubble-sort')
  })

  test('is filtered by state, kind, and all words of a few', () => {
    expect(ids({ state: 'paused' })).toEqual(['word-count'])
    expect(ids({ kind: 'service' })).toEqual(['beacon'])
    expect(ids({ words: '  MONEY  lost ' })).toEqual(['bank-teller'])
    expect(ids({ words: 'money beacon' })).toEqual([])
  })

  test('is told in numbers, those that need somebody first', () => {
    expect(tally(fleet())).toEqual([{ state: 'quarantined', count: 1 }, { state: 'crashed', count: 1 }, { state: 'paused', count: 1 }, { state: 'healthy', count: 3 }])
  })
})

describe('a spark line', () => {
  const point = (workMs: number, isBad = false): PulsePoint => ({ seq: 1, at: 1, number: 1, workMs, firstOutputMs: null, peakRssMb: null, verdict: isBad ? crash : healthy })

  test('of nothing is nothing, of one pulse a point within', () => {
    expect(sparkOf([])).toEqual({ line: '', bad: [] })
    expect(sparkOf([point(3)])).toEqual({ line: 'M238 16', bad: [] })
  })

  test('has the newest at the right, the slowest at the top, and bad pulses as marks alone', () => {
    const { line, bad } = sparkOf([point(1), point(900, true), point(5)])
    expect(line).toBe('M230 30L238 2')
    expect(bad).toEqual([234])
  })

  test('shows sixty and no more, all of them within its box', () => {
    const { line } = sparkOf(Array.from({ length: 200 }, (_, index) => point(index % 13)))
    const xs = [...line.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)
    expect(xs).toHaveLength(sparkSize.pulses)
    for (const [x, y] of xs) expect(x >= 0 && x <= sparkSize.width && y >= 0 && y <= sparkSize.height).toBe(true)
  })
})
