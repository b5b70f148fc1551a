import type { Clock } from '../../contract/ports/clock.ts'
import { askService } from '../../process/ask-service.ts'

const lookMs = 10

/** Asks a service for its health until it is well. @returns whether that was in time, and before it was all over */
export async function answersHealth(port: number, { clock, withinMs, isOver }: { clock: Clock; withinMs: number; isOver: () => boolean }): Promise<boolean> {
  const until = clock.mono() + withinMs
  while (!isOver() && clock.mono() < until) {
    const answer = await askService(port, { method: 'GET', path: '/health' }, 1_000, clock)
    if (answer.ok && (answer.value as { status: number }).status === 200) return true
    await clock.sleep(lookMs)
  }
  return false
}
