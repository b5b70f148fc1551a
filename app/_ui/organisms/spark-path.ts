import { isBad } from '../../../lib/contract/is-bad.ts'
import type { PulsePoint } from '../../../lib/contract/view.ts'

export const sparkSize = { width: 240, height: 32, pulses: 60 } as const

export interface Spark {
  /** The work of the good pulses, as one line. */
  line: string
  /** Where a pulse was bad: x of each. */
  bad: number[]
}

const edge = 2

/** The newest pulse stands at the right edge, however many there are. One that was bad has no time worth drawing. */
export function sparkOf(points: readonly PulsePoint[]): Spark {
  const recent = points.slice(-sparkSize.pulses)
  const good = recent.filter(({ verdict }) => !isBad(verdict)).map(({ workMs }) => workMs)
  const [least, most] = [Math.min(...good), Math.max(...good)]
  const x = (index: number): number => round(sparkSize.width - edge - ((recent.length - 1 - index) * (sparkSize.width - 2 * edge)) / (sparkSize.pulses - 1))
  const y = (ms: number): number => round(most === least ? sparkSize.height / 2 : sparkSize.height - edge - ((ms - least) * (sparkSize.height - 2 * edge)) / (most - least))
  let line = ''
  const bad: number[] = []
  for (const [index, { verdict, workMs }] of recent.entries()) {
    if (isBad(verdict)) bad.push(x(index))
    else line += `${line === '' ? 'M' : 'L'}${x(index)} ${y(workMs)}`
  }
  return { line, bad }
}

const round = (value: number): number => Math.round(value * 10) / 10
