import { Coverage } from './coverage.ts'
import { playSeed, type Failure } from './play-seed.ts'

/** What a worker is asked for, and what it answers. */
export interface Errand { seeds: number[] }
export interface Answer {
  played: number
  virtualMs: number
  coverage: [string, number][]
  failures: { seed: number; failure: Failure; shorter: Failure | null; trace: string[] }[]
}

const shrinkMs = 20_000
const lastLines = 40

export async function runErrand({ seeds }: Errand): Promise<Answer> {
  const coverage = new Coverage()
  const answer: Answer = { played: 0, virtualMs: 0, coverage: [], failures: [] }
  for (const seed of seeds) {
    const { failure, virtualMs } = await playSeed(seed, { coverage })
    answer.played += 1
    answer.virtualMs += virtualMs
    if (failure === null) continue
    // Once more, since it comes to the same: what happened last, and whether less would have been enough.
    const trace: string[] = []
    const { shorter } = await playSeed(seed, { trace: (line) => void trace.push(line), shrinkMs })
    answer.failures.push({ seed, failure, shorter, trace: trace.slice(-lastLines) })
  }
  answer.coverage = [...coverage.counts]
  return answer
}
