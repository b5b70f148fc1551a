import type { AppView } from '../../../lib/contract/factory/app-view.ts'
import { counted } from '../words/format.ts'
import type { Sign } from '../words/state.ts'
import { makingSign, taskSigns, waitingSign } from './app-signs.ts'

export interface AgentNode {
  id: string
  agent: string
  title: string
  sign: Sign
  ms: number | null
  why: string | null
  needs: string[]
}

/** The agents of the last run in the order of their work; the reviewer, who plays and patches, is told by the checks. */
export function agentNodes({ making, checks, iterations }: AppView): AgentNode[] {
  if (making === null) return []
  const { tasks, end, startedAt, why } = making
  const makers = tasks.filter(({ id }) => id.startsWith('developer') || id === 'tester').map(({ id }) => id)
  const needsOf = (id: string): string[] => (id === 'analyst' ? [] : id === 'architect' ? ['analyst'] : ['architect'])
  const played = checks.filter(({ at }) => at >= startedAt)
  const patches = iterations.filter(({ kind, at }) => kind === 'patch' && Date.parse(at) >= startedAt).length
  const isReviewing = tasks.every(({ state }) => state === 'complete') && (makers.length > 0 || tasks.length === 0)
  return [
    ...tasks.map(({ id, agent, title, state, ms, why: failure }): AgentNode => ({ id, agent, title, ms, why: failure, sign: taskSigns[state], needs: needsOf(id) })),
    {
      id: 'reviewer', agent: 'reviewer', needs: makers, ms: played.length === 0 ? null : played.reduce((sum, check) => sum + check.ms, 0),
      title: played.length === 0 ? 'Runs it and plays all scenarios' : `Played ${counted(played.at(-1)!.passed + played.at(-1)!.failed.length, 'scenario')}${patches === 0 ? '' : `, ${counted(patches, 'patch', 'patches')}`}`,
      sign: end !== null ? makingSign({ making }) : isReviewing ? taskSigns.running : waitingSign, why: end === null || end === 'well' ? null : why,
    },
  ]
}
