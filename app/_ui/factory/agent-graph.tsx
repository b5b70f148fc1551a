'use client'
import { Graph, layout } from '@dagrejs/dagre'
import { Handle, Position, ReactFlow, useReactFlow, useStore, type Edge, type Node, type NodeProps } from '@xyflow/react'
import { useEffect, useMemo } from 'react'
import { visible } from '../log/visible.ts'
import { duration } from '../words/format.ts'
import { toneText } from '../words/state.ts'
import type { AgentNode } from './agent-nodes.ts'
import '@xyflow/react/dist/base.css'
import '../genomes/lineage.css'

type TaskNode = Node<{ task: AgentNode }, 'task'>

const fit = { padding: 0.08, maxZoom: 1.1 } as const
/** CSS pixels. */
const size = { width: 176, height: 56 } as const

/** The agents as they hand on to each other, from left to right; those that need nothing of each other work at once. */
export function AgentGraph({ nodes }: { nodes: readonly AgentNode[] }) {
  const { placed, edges } = useMemo(() => layOut(nodes), [nodes])
  return (
    <ReactFlow
      nodes={placed} edges={edges} nodeTypes={nodeTypes} fitView fitViewOptions={fit} minZoom={0.2} maxZoom={1.5}
      nodesDraggable={false} nodesConnectable={false} nodesFocusable={false} edgesFocusable={false} elementsSelectable={false} panOnScroll={false} zoomOnScroll={false} preventScrolling={false} colorMode="dark"
    >
      <Refit count={nodes.length} />
    </ReactFlow>
  )
}

/** All of it stays in sight, also when agents join, or what stands below takes room. */
function Refit({ count }: { count: number }) {
  const { fitView } = useReactFlow()
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  useEffect(() => void fitView(fit), [fitView, count, width, height])
  return null
}

function layOut(tasks: readonly AgentNode[]): { placed: TaskNode[]; edges: Edge[] } {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', ranksep: 56, nodesep: 14 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id } of tasks) graph.setNode(id, { ...size })
  const edges = tasks.flatMap(({ id, needs }) => needs.map((need): Edge => ({ id: `${need} ${id}`, source: need, target: id })))
  for (const { source, target } of edges) graph.setEdge(source, target)
  layout(graph)
  return {
    edges,
    placed: tasks.map((task) => {
      const { x = 0, y = 0 } = graph.node(task.id) as { x?: number; y?: number }
      return { id: task.id, type: 'task', position: { x: x - size.width / 2, y: y - size.height / 2 }, ...size, data: { task } }
    }),
  }
}

function Task({ data: { task: { agent, title, sign, ms } } }: NodeProps<TaskNode>) {
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <div className="flex h-full w-full flex-col justify-center border border-edge bg-panel px-3 text-xs">
        <span className="flex gap-2"><span className={toneText[sign.tone]}>{sign.shape}</span><span className="text-soft">{agent}</span><span className="ml-auto tabular-nums text-mist">{ms === null ? '' : duration(ms)}</span></span>
        <span className="truncate text-sm">{visible(title)}</span>
      </div>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  )
}

const nodeTypes = { task: Task }
