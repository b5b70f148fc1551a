import type { TaskEvent } from '../../lib/contract/factory/flow.ts'
import { say } from './print.ts'

const signs: Record<TaskEvent['kind'], string> = { 'task-start': '◐', 'task-complete': '●', 'task-fail': '✖' }

/** A line for each task that ended. */
export function sayTask({ kind, agent, title, ms, why }: TaskEvent): void {
  if (kind !== 'task-start') say(`${signs[kind]} ${agent.padEnd(9)} ${title}${ms === null ? '' : `, ${Math.round(ms)} ms`}${why === null ? '' : `: ${why}`}`)
}
