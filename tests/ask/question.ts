import type { World } from './world.ts'

export interface Question {
  question: string
  /** The right rows; null: it is not understood, and says so. */
  rows: ((world: World) => unknown[][]) | null
  /** Of the answer, those that `rows` has; left out: all of them. */
  columns: readonly string[] | undefined
  isOrdered: boolean
}

export function ask(question: string, rows: ((world: World) => (unknown[] | undefined)[]) | null, columns?: readonly string[], order?: 'in order'): Question {
  return { question, rows: rows === null ? null : (world) => rows(world).map((row) => row ?? []), columns, isOrdered: order !== undefined }
}

export const notUnderstood = (question: string): Question => ask(question, null)
