'use client'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { stages, type Stage } from '../address/address.ts'
import { useAddress } from '../address/use-address.ts'
import { centre, stageArc, stageBaseline } from './ring-geometry.ts'
import { stageWords } from './stage-of.ts'

const around = stages.filter((stage) => stage !== 'knowledge')

/** The loop, MAPE-K: four arcs around what is known. One is lit while it works; a press shows only what belongs to it. */
export function StageRing({ lit, past }: { lit: Stage | null; past: readonly Stage[] }) {
  const [{ stage: chosen }] = useAddress('stage')
  return (
    <svg viewBox="0 0 400 400" role="group" aria-label="Stages of the loop" className="absolute inset-0 size-full" pointerEvents="none">
      {around.map((stage, index) => {
        const looks = looksOf(stage, lit, past)
        return (
          <g key={stage} className="group">
            <StageButton stage={stage} isLit={stage === lit}>
              <path d={stageArc(index)} fill="none" stroke="transparent" strokeWidth={56} strokeLinejoin="round" pointerEvents="stroke" />
              <path data-arc d={stageArc(index)} fill="none" strokeLinejoin="round" stroke={looks.arc} strokeWidth={looks.width} className="group-hover:stroke-soft" />
            </StageButton>
            <path id={`stage-${stage}`} d={stageBaseline(index)} fill="none" />
            <text aria-hidden fontSize={17} letterSpacing={1.6} fontWeight={stage === lit || stage === chosen ? 700 : 500} textAnchor="middle" fill={stage === chosen ? 'var(--color-healing)' : looks.text} className="group-hover:fill-text">
              <textPath href={`#stage-${stage}`} startOffset="50%">{stage.toUpperCase()}</textPath>
            </text>
          </g>
        )
      })}
      <Knowledge lit={lit} past={past} isChosen={chosen === 'knowledge'} />
    </svg>
  )
}

function Knowledge({ lit, past, isChosen }: { lit: Stage | null; past: readonly Stage[]; isChosen: boolean }) {
  const looks = looksOf('knowledge', lit, past)
  return (
    <g className="group">
      <StageButton stage="knowledge" isLit={lit === 'knowledge'}>
        <rect x={centre - 66} y={253} width={132} height={34} fill="transparent" pointerEvents="all" />
        <path data-arc d={`M${centre - 58} 256h116`} stroke={looks.arc} strokeWidth={Math.min(looks.width, 4)} className="group-hover:stroke-soft" />
      </StageButton>
      <text aria-hidden x={centre} y={278} fontSize={15} letterSpacing={1.4} fontWeight={lit === 'knowledge' || isChosen ? 700 : 500} textAnchor="middle" fill={isChosen ? 'var(--color-healing)' : looks.text} className="group-hover:fill-text">KNOWLEDGE</text>
    </g>
  )
}

function StageButton({ stage, isLit, children }: { stage: Stage; isLit: boolean; children: ReactNode }) {
  const [{ stage: chosen }, setAddress] = useAddress('stage')
  const isChosen = chosen === stage
  const toggle = () => void setAddress({ stage: isChosen ? null : stage })
  return (
    <g
      role="button" tabIndex={0} aria-pressed={isChosen} aria-label={`${stage}${isLit ? ', at work' : ''}`} onClick={toggle}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        event.stopPropagation()
        toggle()
      }}
      className={clsx('cursor-pointer', isChosen && '[&_[data-arc]]:stroke-healing [&_[data-arc]]:[stroke-width:7]')}
    >
      <title>{`${stage}: ${stageWords[stage].does}`}</title>
      {children}
    </g>
  )
}

function looksOf(stage: Stage, lit: Stage | null, past: readonly Stage[]): { arc: string; width: number; text: string } {
  if (stage === lit) return { arc: 'var(--color-healing)', width: 9, text: 'var(--color-healing)' }
  if (past.includes(stage)) return { arc: 'var(--color-text)', width: 4, text: 'var(--color-text)' }
  return { arc: 'var(--color-line)', width: 2, text: 'var(--color-mist)' }
}
