import type { Attempt, Incident } from './incident.ts'

export type Winner = Attempt & { genome: string }

/** The attempt that brought other code and was taken; null where there is none. */
export function winnerOf({ attempts, genome }: Pick<Incident, 'attempts' | 'genome'>): Winner | null {
  const taken = attempts.findLast((attempt) => attempt.accepted)
  return taken && taken.genome !== null && taken.genome !== genome ? { ...taken, genome: taken.genome } : null
}
