'use client'
import dynamic from 'next/dynamic'
import type { AppView } from '../../../lib/contract/factory/app-view.ts'
import { Empty } from '../frame/empty.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { useIsWide } from '../frame/use-is-wide.ts'
import { visible } from '../log/visible.ts'
import { duration } from '../words/format.ts'
import { agentNodes } from './agent-nodes.ts'
import { ModelShare } from './model-share.tsx'

const AgentGraph = dynamic(() => import('./agent-graph.tsx').then((module) => module.AgentGraph), { ssr: false, loading: () => <Skeleton className="min-h-64 flex-1" /> })

/** Who worked on what was asked for last, and how that went: as a graph where there is room, and as a list. */
export function AgentsPanel({ app }: { app: AppView }) {
  const isWide = useIsWide()
  const nodes = agentNodes(app)
  if (nodes.length === 0) return <Empty why="No agent has worked on it since this engine began. Ask for more of it, or test and mend it." />
  return (
    <div tabIndex={0} role="region" aria-label="Agents at work" className="flex min-h-0 flex-1 flex-col gap-3 focus-visible:-outline-offset-2 wide:overflow-y-auto">
      {isWide && <div inert className="min-h-64 flex-1 wide:shrink-0"><AgentGraph nodes={nodes} /></div>}
      <ol aria-label="Agents" className="shrink-0 text-sm">
        {nodes.map(({ id, agent, title, sign, ms, why }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 border-t border-line px-1 py-1">
            <SignMark sign={sign} className="w-24" />
            <span className="w-20 text-soft">{agent}</span>
            <span className="order-last w-full wide:order-none wide:w-auto wide:flex-1">{visible(title)}</span>
            <span className="ml-auto tabular-nums text-soft">{ms === null ? '' : duration(ms)}</span>
            {why !== null && <span className="order-last w-full text-alarm [overflow-wrap:anywhere]">{visible(why)}</span>}
          </li>
        ))}
      </ol>
      <ModelShare app={app} />
    </div>
  )
}
