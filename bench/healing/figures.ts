import { median, percentile, type Figure } from '../figure.ts'

/** How one attempt to heal ended. `ms`: until it was healed, or given up. */
export interface Attempt {
  isHealed: boolean
  ms: number
  /** Passed tests that the healer had not seen; null where there are none, or it was not healed. */
  passesHidden: boolean | null
  /** The same of the first patch that passed the visible tests: whoever takes that one needs no choice. */
  firstPassesHidden: boolean | null
  /** The healer said that its patch holds on cases it was not chosen by. */
  isProven: boolean
}

/** What one goes by: either bound, in the figure's own unit. */
export type Goal = { atLeast: number } | { atMost: number }

/** @param least what a control of nothing counts as: half of the least that it could have been, so that the ratio is one */
export function figure(name: string, unit: string, value: number, control: number, goal: Goal, least = 0): Figure {
  const met = 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost
  return { name, value, unit, control, ratio: value / Math.max(control, least), goal: 'atLeast' in goal ? `≥ ${goal.atLeast} ${unit}` : `≤ ${goal.atMost} ${unit}`, met }
}

export const share = <T>(all: readonly T[], is: (one: T) => boolean): number => (all.length === 0 ? 0 : all.filter(is).length / all.length)

/** A share beside the control's; a control that never did it counts as half a time. */
export function shareFigure<T>(name: string, all: readonly T[], control: readonly T[], is: (one: T) => boolean, atLeast: number): Figure {
  return figure(`${name} (n = ${all.length}, control ${control.length})`, 'share', share(all, is), share(control, is), { atLeast }, 0.5 / Math.max(1, control.length))
}

const isHealed = ({ isHealed: healed }: Attempt): boolean => healed
const times = (attempts: readonly Attempt[]): number[] => attempts.map(({ ms }) => ms)

export interface Goals { healed: number; medianMs: number; p95Ms: number }

/** Share healed, median and 95th percentile of the time until healed or given up. Nothing of no attempts. */
export function healedFigures(name: string, attempts: readonly Attempt[], control: readonly Attempt[], goals: Goals): Figure[] {
  if (attempts.length === 0) return []
  const counted = `(n = ${attempts.length}, control ${control.length})`
  return [
    shareFigure(`${name}: healed`, attempts, control, isHealed, goals.healed),
    figure(`${name}: median time ${counted}`, 'ms', median(times(attempts)), median(times(control)), { atMost: goals.medianMs }),
    figure(`${name}: p95 time ${counted}`, 'ms', percentile(times(attempts), 95), percentile(times(control), 95), { atMost: goals.p95Ms }),
  ]
}

/** Of the healed: what passes tests that the healer had not seen, beside the first patch that passed those it had; and what it said itself to have proven. */
export function trustFigures(name: string, attempts: readonly Attempt[], control: readonly Attempt[]): Figure[] {
  const [healed, healedByControl] = [attempts.filter(isHealed), control.filter(isHealed)]
  return [
    shareFigure(`${name}: of the healed, pass the hidden tests; control: the first patch found`, healed, healed.map((attempt) => ({ ...attempt, passesHidden: attempt.firstPassesHidden })), ({ passesHidden }) => passesHidden === true, 0.85),
    // No goal is set for it: it may well be rare. What is said to be proven must be more than a guess.
    shareFigure(`${name}: of the healed, told proven on held-out cases`, healed, healedByControl, ({ isProven }) => isProven, 0),
  ]
}

/** One pair of rows for each kind, all beside the same control. */
export function byKind<T extends Attempt & { kind: string }>(name: string, attempts: readonly T[], control: readonly Attempt[], goals: Goals): Figure[] {
  return [...Map.groupBy(attempts, ({ kind }) => kind)].flatMap(([kind, mine]) => healedFigures(`${name}, ${kind}`, mine, control, goals).slice(0, 2))
}
