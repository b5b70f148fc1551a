import type { Case } from '../contract/case.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Patch, Search, SearchEnd } from '../contract/ports/search.ts'
import { deathCause, type Death, type Recipe, type SearchProgress, type SearchReport } from '../contract/search.ts'
import type { GenomeCandidate, Turn } from './rung.ts'

export interface SearchPorts {
  clock: Clock
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  search: Search
}

/** What a search may take beyond its budget, and from being let go of to its end, ms. */
const graceMs = 1_000
const mostCauses = 20

/**
 * The patches of one search within an incident, as candidates. The ledger is told how it stands and, whatever ends it,
 * what it came to. It is ended when nobody asks on, when its core ends, and when it does not keep to its time.
 * @throws what broke the search, or the ledger; what `turn.stop` was aborted with
 */
export async function* searchCandidates(
  sick: Case, files: GenomeFiles, how: { rung: 'antibody' | 'repair'; recipes: readonly Recipe[]; recipesOnly: boolean }, turn: Turn, { clock, record, search }: SearchPorts,
): AsyncGenerator<GenomeCandidate, SearchEnd, void> {
  const subject = { organism: sick.organism.id, incident: sick.incident }
  const { rung, recipes, recipesOnly } = how
  const letGo = new AbortController()
  const started = clock.mono()
  /** `isAsked`: what is told while nobody waits for an answer would come after what is decided meanwhile. */
  const seen: { isAsked: boolean; isOver: boolean; last: SearchProgress | null; untold: { error: unknown } | null; end: SearchEnd | null } =
    { isAsked: false, isOver: false, last: null, untold: null, end: null }

  const onProgress = (progress: SearchProgress): void => {
    if (!seen.isAsked) return
    seen.last = progress
    record({ ...subject, kind: 'search-progress', data: progress }).catch((error: unknown) => {
      seen.untold ??= { error }
      letGo.abort()
    })
  }
  const steps = search({
    organism: sick.organism, files, failing: sick.poisoned ? null : sick.failing, frames: sick.verdict.frames, seed: sick.seed,
    recipes, recipesOnly, budgetMs: turn.budgetMs, stop: AbortSignal.any([turn.stop, letGo.signal]), onProgress,
  })

  /** @returns the next patch; null where the search has ended, or does not answer in time */
  async function ask(withinMs: number): Promise<Patch | null> {
    const patience = new AbortController()
    seen.isAsked = true
    // Until it has answered: whoever breaks, or is late, is not asked again.
    seen.isOver = true
    try {
      const step = await Promise.race([steps.next(), clock.sleep(withinMs, patience.signal).then(() => null)])
      if (seen.untold) throw seen.untold.error
      if (step?.done === true) seen.end = step.value
      if (step === null || step.done === true) return null
      seen.isOver = false
      return step.value
    } finally {
      seen.isAsked = false
      patience.abort()
    }
  }

  try {
    for (;;) {
      const patch = await ask(Math.max(0, turn.budgetMs - (clock.mono() - started)) + graceMs)
      turn.stop.throwIfAborted()
      if (seen.end) return seen.end
      if (!patch) throw new Error(`the search did not end within its ${turn.budgetMs} ms`)
      const { files: patched, summary, recipe } = patch
      yield { kind: 'genome', origin: rung, tried: summary.slice(0, 300), files: patched, from: null, reason: summary.slice(0, 300), recipe }
    }
  } finally {
    letGo.abort()
    // Where the core ends, nothing more is told.
    if (!turn.stop.aborted) {
      while (!seen.isOver) await ask(graceMs)
      const end = seen.end ?? brokenOff(seen.last, clock.mono() - started)
      await record({ ...subject, kind: 'search-end', data: reportOf(rung, end), ...listed(end.deaths) })
    }
  }
}

const brokenOff = (last: SearchProgress | null, ms: number): SearchEnd =>
  ({ why: 'it broke off', tried: last?.tried ?? 0, perSecond: last?.perSecond ?? 0, ms, deaths: last?.deaths ?? [] })

function reportOf(rung: SearchReport['rung'], { why, tried, perSecond, ms, deaths }: SearchEnd): SearchReport {
  const causes = Map.groupBy(deaths, (death) => deathCause(death.why))
  const counted = [...causes].map(([cause, all]) => ({ cause, count: all.length })).sort((a, b) => b.count - a.count)
  return { rung, why: why.slice(0, 500), tried, perSecond, ms, deaths: counted.slice(0, mostCauses) }
}

const listed = (deaths: readonly Death[]): { attachment?: string } =>
  deaths.length === 0 ? {} : { attachment: `${deaths.map(({ tried, why }) => `${tried}: ${why}`.replace(/\s+/g, ' ')).join('\n')}\n` }
