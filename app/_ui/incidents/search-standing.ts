import type { Incident } from '../../../lib/contract/incident.ts'
import { searchStages, type SearchStage } from '../../../lib/contract/search.ts'

/**
 * How an incident's search for a patch stands. An open incident may have ended searches behind it and one that runs:
 * what runs has come further than what the last one reported, or has reported nothing yet.
 */
export function searchStanding({ end, progress, searches }: Pick<Incident, 'end' | 'progress' | 'searches'>): 'none' | 'running' | 'over' {
  const last = searches?.at(-1)
  if (!progress) return last ? 'over' : 'none'
  if (end !== null || (last && last.tried >= progress.tried && last.ms >= progress.ms)) return 'over'
  return 'running'
}

export type StepState = 'done' | 'current' | 'ahead'

/** The stages of a search in their order, as far as it has come. A search with two edits goes back to an earlier one. */
export function stageSteps(reached: SearchStage, isOver: boolean): { stage: SearchStage; state: StepState }[] {
  const now = searchStages.indexOf(reached)
  return searchStages.map((stage, index) => ({
    stage, state: index < now || (isOver && index === now) ? 'done' : index === now ? 'current' : 'ahead',
  }))
}

export interface SearchFigures {
  tried: number
  perSecond: number
  ms: number
  best: { passed: number; total: number } | null
  plausible: number | null
}

/** The figures of the search that runs; of the last one where none does. */
export function searchFigures(incident: Pick<Incident, 'end' | 'progress' | 'searches'>): SearchFigures {
  const { progress, searches } = incident
  const told = searchStanding(incident) === 'running' ? progress : (searches?.at(-1) ?? progress)
  return {
    tried: told?.tried ?? 0, perSecond: told?.perSecond ?? 0, ms: told?.ms ?? 0,
    best: progress && progress.best.total > 0 ? progress.best : null, plausible: progress?.plausible ?? null,
  }
}
