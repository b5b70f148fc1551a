import { ratioOf, type Figure } from '../figure.ts'

/** A time beside that of the control, ms. */
export const timed = (name: string, value: number, control: number, most: number): Figure =>
  ({ name, value, unit: 'ms', control, ratio: ratioOf(value, control), goal: `≤ ${most} ms`, met: value <= most })

/** Something that must not happen at all; there is nothing to compare it with. */
export const none = (name: string, value: number): Figure => ({ name, value, unit: '', control: null, ratio: null, goal: '0', met: value === 0 })
