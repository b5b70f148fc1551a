import type { LedgerEvent } from '../../../lib/contract/event.ts'
import type { SearchStage } from '../../../lib/contract/search.ts'
import type { Stage } from '../address/address.ts'

export const stageWords: Record<Stage, { does: string }> = {
  monitor: { does: 'the watcher sees each pulse and what goes wrong' },
  analyse: { does: 'the failure is read: what broke, and where' },
  plan: { does: 'a rung of the ladder proposes a cure' },
  execute: { does: 'the gate proves it, and it is promoted' },
  knowledge: { does: 'what was learnt: antibodies, proven versions' },
}

const searchStages: Record<SearchStage, Stage> = { diagnose: 'analyse', localise: 'analyse', edit: 'plan', evaluate: 'plan', rank: 'plan' }

/** The stages of the loop that an event belongs to; none: it is no part of the loop, as what chaos does. */
export function stagesOf(event: LedgerEvent): readonly Stage[] {
  switch (event.kind) {
    case 'pulse-end':
    case 'log-chunk':
    case 'organism-state':
    case 'service-start':
      return ['monitor']
    // Noticing it and reading it are one moment.
    case 'incident-open':
      return ['monitor', 'analyse']
    case 'search-progress':
      return [searchStages[event.data.stage]]
    case 'rung-start':
    case 'rung-end':
    case 'search-end':
      return ['plan']
    case 'candidate-judge':
    case 'organism-restart':
    case 'promote-start':
    case 'promote-end':
    case 'promote-undo':
    case 'genome-write':
    case 'write-refuse':
    case 'incident-close':
      return ['execute']
    case 'antibody-learn':
    case 'antibody-forget':
    case 'genome-prove':
    case 'genome-fail':
    case 'healing-configure':
      return ['knowledge']
    default:
      return []
  }
}
