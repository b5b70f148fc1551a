import type { Frame } from '../../contract/verdict.ts'
import type { Baseline } from '../4-evaluate/plan.ts'
import { kinds } from './predicate-splices.ts'

export interface Suspect { path: string; /** Id within its file. */ local: number; line: number; suspicion: number }

/** Of the statement itself, whichever file it is in. */
export const suspectKey = ({ path, local }: Pick<Suspect, 'path' | 'local'>): string => `${path} ${local}`

/** A line of the stack trace weighs as much as it would if only failing checks ran it; the innermost most. */
const frameWeight = 0.5

/**
 * Statements by how likely they are at fault, most suspicious first: Ochiai's coefficient over which checks fail and
 * what each of them ran (Abreu, Zoeteweij, van Gemund: On the accuracy of spectrum-based fault localization, 2007),
 * raised by the stack trace. What no failing check has run is left out: changing it changes none of them.
 */
export function suspectStatements(baseline: Baseline, frames: readonly Frame[]): Suspect[] {
  const failing = baseline.checks.filter(({ passes }) => !passes)
  const ran = new Map<number, { failing: number; passing: number }>()
  // A loop's head stands right behind it, and is not counted by itself: it runs when the loop does.
  const isHead = new Map(baseline.statements.map(({ id, place }) => [id, place === 'head']))
  const withHeads = (covered: readonly number[]): Set<number> => new Set(covered.flatMap((id) => (isHead.get(id + 1) ? [id, id + 1] : [id])))
  for (const { passes, covered } of baseline.checks) {
    for (const id of withHeads(covered)) {
      const seen = ran.get(id) ?? { failing: 0, passing: 0 }
      if (passes) seen.passing += 1
      else seen.failing += 1
      ran.set(id, seen)
    }
  }
  const ochiaiOf = (id: number): number => {
    const { failing: failed, passing: passed } = ran.get(id) ?? { failing: 0, passing: 0 }
    return failed === 0 ? 0 : failed / Math.sqrt(failing.length * (failed + passed))
  }
  // A kind of value that only failing checks have seen accuses its statement, though all checks run it.
  const accused = new Map<number, number>()
  for (const { id, statement } of baseline.predicates ?? []) {
    for (let kind = 0; kind < kinds; kind += 1) accused.set(statement, Math.max(accused.get(statement) ?? 0, ochiaiOf(id + kind)))
  }
  const isKnown = failing.some(({ covered }) => covered.length > 0)
  const inFrame = (path: string, line: number): number => {
    const at = frames.findIndex((frame) => frame.file === path && frame.line === line)
    return at === -1 ? 0 : frameWeight / (1 + at)
  }
  return baseline.statements
    .map(({ id, path, local, line }) => {
      const suspicion = Math.max(ochiaiOf(id), accused.get(id) ?? 0) + inFrame(path, line)
      return { path, local, line, isReached: ochiaiOf(id) > 0, suspicion: Math.min(1, suspicion) }
    })
    .filter(({ isReached, suspicion }) => !isKnown || isReached || suspicion > 0)
    .sort((a, b) => b.suspicion - a.suspicion)
    .map(({ path, local, line, suspicion }) => ({ path, local, line, suspicion }))
}
