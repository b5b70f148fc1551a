import type { AppView } from '../../../lib/contract/factory/app-view.ts'
import type { Sign } from '../words/state.ts'
import { taskSigns, waitingSign } from './app-signs.ts'

export interface AgentNode {
  id: string
  agent: string
  title: string
  sign: Sign
  ms: number | null
  why: string | null
  needs: readonly string[]
}

/** The agents of the last run in the order of their work, and the reviewer, who comes last and is there from the beginning. */
export function agentNodes({ making }: Pick<AppView, 'making'>): AgentNode[] {
  if (making === null) return []
  const { tasks, end } = making
  const nodes = tasks.map(({ id, agent, title, needs, state, ms, why }): AgentNode => ({ id, agent, title, needs, ms, why, sign: taskSigns[state] }))
  if (end !== null || tasks.some(({ agent }) => agent === 'reviewer')) return nodes
  const last = tasks.filter(({ id }) => !tasks.some(({ needs }) => needs.includes(id))).map(({ id }) => id)
  return [...nodes, { id: 'reviewer', agent: 'reviewer', title: 'Runs it and plays all scenarios', needs: last, ms: null, why: null, sign: waitingSign }]
}
