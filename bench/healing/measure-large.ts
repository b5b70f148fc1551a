import { join } from 'node:path'
import { seededRandom, shuffle } from '../../lib/chaos/random.ts'
import type { Sandbox } from '../../lib/contract/ports/sandbox.ts'
import { suspectStatements } from '../../lib/repair/2-localise/suspect-statements.ts'
import { HostEvaluator } from '../../lib/repair/4-evaluate/host-evaluator.ts'
import { readSource } from '../../lib/repair/source-file.ts'
import { statementsOf } from '../../lib/repair/statements.ts'
import { openVariant } from '../../lib/repair/variant.ts'
import { median, type Figure } from '../figure.ts'
import { loadLargeProgram, type LargeProgram } from './corpus.ts'
import { figure, share, shareFigure } from './figures.ts'
import { heal, inFolder, passes } from './heal-broken.ts'
import { mutations } from './sample.ts'
import { seedBugs } from './seed-bugs.ts'
import type { Talk } from './talk.ts'

export interface LargeSample {
  /** Faults that are localised. */
  located: number
  /** Of them, how many are healed too, and how many of those by the control. */
  healed: number
  control: number
}

export interface LargeFault { path: string; kind: string; source: string; summary: string }

const top = 5
const timeLimitMs = 60_000

/** One fault of each kind in each file, in an order drawn by lot: of no kind and no file more than its share. */
export function largeFaults(files: LargeProgram['files'], seed: number): LargeFault[] {
  const all = Object.entries(files).flatMap(([path, source], index) => seedBugs(source, seed + index, mutations).map((bug) => ({ path, kind: bug.fault, source: bug.source, summary: bug.summary })))
  return shuffle(all, seededRandom(seed))
}

/** A program of a thousand lines in several files: is the injected statement suspected, and is it healed within a minute? */
export async function measureLarge(sandbox: Sandbox, sample: LargeSample, seed: number, talk: Talk): Promise<Figure[]> {
  const { files, test } = loadLargeProgram()
  const located: { isTop: boolean; byLot: number }[] = []
  const healed: Timed[] = []
  const control: Timed[] = []
  for (const fault of largeFaults(files, seed)) {
    if (located.length >= sample.located) break
    const broken = { ...files, [fault.path]: fault.source }
    if (await passes(test, broken)) continue
    const found = await locate(sandbox, { files: broken, test }, fault, files[fault.path] ?? '')
    located.push({ isTop: found.rank <= top, byLot: Math.min(1, top / found.suspects) })
    talk(`large program, ${fault.path} ${fault.summary}: ${found.rank === Infinity ? 'not suspected' : `suspect ${found.rank}`} of ${found.suspects}`)
    if (healed.length >= sample.healed) continue
    const order = { files: broken, test }
    healed.push(await healLarge(sandbox, order, 'in hosts'))
    if (control.length < sample.control) control.push(await healLarge(sandbox, order, 'by command'))
    talk(`large program, ${fault.kind}: ${JSON.stringify(healed.at(-1))}`)
  }
  const [inTop, byLot] = [share(located, ({ isTop }) => isTop), located.reduce((sum, one) => sum + one.byLot, 0) / Math.max(1, located.length)]
  return [
    figure(`large program: injected statement among the ${top} most suspicious (n = ${located.length}, control drawn by lot of those that failing tests reach)`, 'share', inTop, byLot, { atLeast: 0.6 }),
    shareFigure(`large program: healed within ${timeLimitMs / 1000} s`, healed, control, ({ isHealed }) => isHealed, 0.5),
    figure(`large program: median time (n = ${healed.length}, control ${control.length})`, 'ms', median(healed.map(({ ms }) => ms)), median(control.map(({ ms }) => ms)), { atMost: timeLimitMs }),
  ]
}

interface Timed { isHealed: boolean; ms: number; why: string }

async function healLarge(sandbox: Sandbox, { files, test }: LargeProgram, how: 'in hosts' | 'by command'): Promise<Timed> {
  return inFolder({ 'package.json': '{}', ...files, [test.file]: test.text }, async (folder) => {
    const { outcome, ms, summary, why } = await heal(sandbox, {
      files: Object.keys(files).map((file) => join(folder, file)), timeoutMs: timeLimitMs,
      test: how === 'in hosts' ? { file: join(folder, test.file) } : { command: `exec '${process.execPath}' ${test.file}`, folder },
    })
    return { isHealed: outcome === 'healed', ms, why: summary || why }
  })
}

/** The place of the injected statement among the suspects, from 1. */
async function locate(sandbox: Sandbox, { files, test }: LargeProgram, { path, source }: LargeFault, before: string): Promise<{ rank: number; suspects: number }> {
  const paths = Object.keys(files)
  const evaluator = new HostEvaluator({ sandbox, lanes: 1, suite: { kind: 'tests', files: { [test.file]: test.text }, entries: [test.file] } })
  try {
    evaluator.open(files, paths)
    const baseline = await evaluator.measure(openVariant(0, files, paths, []))
    const suspects = suspectStatements(baseline, [])
    const injected = statementsAt(path, source, before)
    const place = suspects.findIndex((suspect) => suspect.path === path && injected.has(suspect.local))
    return { rank: place === -1 ? Infinity : place + 1, suspects: suspects.length }
  } finally {
    await evaluator.close()
  }
}

/** The innermost statement around the first change; where a statement has gone, those that were its neighbours. */
function statementsAt(path: string, source: string, before: string): Set<number> {
  let at = 0
  while (at < source.length && source[at] === before[at]) at += 1
  const statements = statementsOf(readSource(path, source).ast)
  const inside = statements.findLast(({ start, end }) => start <= at && at < end)
  const isGone = source.length < before.length && statements.length < statementsOf(readSource(path, before).ast).length
  if (inside && !isGone) return new Set([inside.id])
  const next = statements.find(({ start }) => start >= at)
  const previous = statements.findLast(({ end }) => end <= at)
  return new Set([inside, previous, next].flatMap((one) => (one ? [one.id] : [])))
}
