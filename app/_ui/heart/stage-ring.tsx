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
  return (
    <svg viewBox="0 0 400 400" role="group" aria-label="Stages of the loop" className="absolute inset-0 size-full" pointerEvents="none">
      {around.map((stage, index) => {
        const looks = looksOf(stage, lit, past)
        return (
          <StageButton key={stage} stage={stage} isLit={stage === lit}>
            <path d={stageArc(index)} fill="none" stroke="transparent" strokeWidth={46} pointerEvents="stroke" />
            <path d={stageArc(index)} fill="none" stroke={looks.arc} strokeWidth={looks.width} className="group-hover:stroke-soft" />
            <path id={`stage-${stage}`} d={stageBaseline(index)} fill="none" />
            <text fontSize={17} letterSpacing={1.6} fontWeight={stage === lit ? 700 : 500} textAnchor="middle" fill={looks.text} className="group-hover:fill-text">
              <textPath href={`#stage-${stage}`} startOffset="50%">{stage.toUpperCase()}</textPath>
            </text>
          </StageButton>
        )
      })}
      <Knowledge lit={lit} past={past} />
    </svg>
  )
}

function Knowledge({ lit, past }: { lit: Stage | null; past: readonly Stage[] }) {
  const looks = looksOf('knowledge', lit, past)
  return (
    <StageButton stage="knowledge" isLit={lit === 'knowledge'}>
      <rect x={centre - 66} y={253} width={132} height={34} fill="transparent" pointerEvents="all" />
      <path d={`M${centre - 58} 256h116`} stroke={looks.arc} strokeWidth={Math.min(looks.width, 4)} className="group-hover:stroke-soft" />
      <text x={centre} y={278} fontSize={15} letterSpacing={1.4} fontWeight={lit === 'knowledge' ? 700 : 500} textAnchor="middle" fill={looks.text} className="group-hover:fill-text">KNOWLEDGE</text>
    </StageButton>
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
      className={clsx('group cursor-pointer', isChosen && '[&_path]:stroke-healing [&_text]:fill-healing')}
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
