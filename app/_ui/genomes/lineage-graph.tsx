'use client'
import { Controls, Handle, Position, ReactFlow, type Edge, type Node, type NodeProps } from '@xyflow/react'
import { clsx } from 'clsx'
import { useMemo, useState } from 'react'
import type { GenomeView } from '../../../lib/contract/view.ts'
import { shortGenome } from '../words/format.ts'
import type { SizeMetric } from './genome-address.ts'
import { GenomePreview } from './genome-preview.tsx'
import { layOutLineage } from './lineage-layout.ts'
import { originLooks } from './origin-looks.ts'
import { originWords, statusSigns } from './signs.ts'
import '@xyflow/react/dist/base.css'
import './lineage.css'

interface LineageProps {
  genomes: readonly GenomeView[]
  metric: SizeMetric
  running: string | null
  shown: string | null
  against: string | null
  select: (id: string) => void
}

type VersionNode = Node<{ genome: GenomeView; radius: number; isRunning: boolean; mark: 'shown' | 'against' | null; select: (id: string) => void; preview: (genome: GenomeView | null) => void }, 'version'>

/** At first so many of the newest are in sight; the rest is above and below. */
const inSight = 14

/** Who came of whom. A look at one by pointing at it or by Tab, a click to choose it. */
export default function LineageGraph({ genomes, metric, running, shown, against, select }: LineageProps) {
  const [looked, setLooked] = useState<GenomeView | null>(null)
  const { placed, lines } = useMemo(() => layOutLineage(genomes, metric), [genomes, metric])
  const nodes = useMemo(() => placed.map(({ genome, x, y, width, height, radius }): VersionNode => ({
    id: genome.id, type: 'version', position: { x, y }, width, height,
    data: { genome, radius, isRunning: genome.id === running, mark: genome.id === shown ? 'shown' : genome.id === against ? 'against' : null, select, preview: setLooked },
  })), [placed, running, shown, against, select])
  const edges = useMemo(() => lines.map(({ from, to, isFirst }): Edge => ({ id: `${from} ${to}`, source: from, target: to, ...(isFirst ? {} : { className: 'second' }) })), [lines])
  return (
    <div role="group" aria-label="Lineage" className="relative h-full min-h-80">
      <ReactFlow
        nodes={nodes} edges={edges} nodeTypes={nodeTypes} fitView fitViewOptions={{ nodes: genomes.slice(0, inSight).map(({ id }) => ({ id })), padding: 0.12, maxZoom: 1.2 }}
        minZoom={0.15} maxZoom={2} nodesDraggable={false} nodesConnectable={false} nodesFocusable={false} edgesFocusable={false} elementsSelectable={false}
        panOnScroll colorMode="dark" proOptions={{ hideAttribution: false }}
      >
        <Controls showInteractive={false} />
      </ReactFlow>
      {looked && <GenomePreview genome={looked} />}
    </div>
  )
}

function Version({ data: { genome, radius, isRunning, mark, select, preview } }: NodeProps<VersionNode>) {
  const { points, color } = originLooks[genome.origin]
  const words = [originWords[genome.origin], statusSigns[genome.status].word, ...(mark === 'against' ? ['compared with'] : [])].join(', ')
  const look = () => preview(genome)
  return (
    <>
      <Handle type="target" position={Position.Bottom} isConnectable={false} style={{ left: radius }} />
      <button
        type="button" aria-pressed={mark === 'shown'}
        onClick={() => select(genome.id)} onMouseEnter={look} onFocus={look} onMouseLeave={() => preview(null)} onBlur={() => preview(null)}
        className={clsx('nopan flex h-full w-full items-center gap-5 text-left font-mono text-sm', genome.status === 'failed' && 'opacity-75')}
      >
        <svg aria-hidden viewBox="-1 -1 2 2" width={radius * 2} height={radius * 2} className="shrink-0 overflow-visible">
          {isRunning && <circle r={1.35} fill="none" stroke="var(--color-healthy)" strokeWidth={0.14} strokeDasharray="0.5 0.22" />}
          {mark !== null && <circle r={1.62} fill="none" stroke={mark === 'shown' ? 'var(--color-text)' : 'var(--color-healing)'} strokeWidth={0.12} />}
          <polygon points={points} fill={color} />
        </svg>
        <span className={clsx('leading-4', mark === 'shown' ? 'font-semibold text-text' : 'text-soft')}>
          {shortGenome(genome.id)}
          {isRunning && <span className="block font-sans text-xs text-healthy"> runs</span>}
          <span className="sr-only">, {words}</span>
        </span>
      </button>
      <Handle type="source" position={Position.Top} isConnectable={false} style={{ left: radius }} />
    </>
  )
}

const nodeTypes = { version: Version }
