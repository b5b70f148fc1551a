import type { IncidentSpan, SpanStage } from '../../../lib/contract/incident-spans.ts'
import type { Sign, Tone } from '../words/state.ts'

export const stageWords: Record<SpanStage, string> = { detect: 'Detect', analyse: 'Analyse', plan: 'Plan', prove: 'Prove', promote: 'Promote' }

const neutral: Record<SpanStage, Tone> = { detect: 'crashed', analyse: 'healing', plan: 'healing', prove: 'healing', promote: 'healthy' }

/** How a span is told apart: a shape, a word, a tone. */
export function spanSign({ stage, ok, rung }: Pick<IncidentSpan, 'stage' | 'ok' | 'rung'>): Sign {
  if (rung === 'quarantine') return { shape: '■', word: 'set apart', tone: 'crashed' }
  if (ok === false) return { shape: '✕', word: 'refused', tone: 'degraded' }
  if (ok === true) return rung === 'rollback' ? { shape: '↺', word: 'went back', tone: 'rolled' } : { shape: '✓', word: 'passed', tone: 'healthy' }
  return { shape: stage === 'detect' ? '✖' : '◐', word: stage === 'detect' ? 'failing' : 'at work', tone: neutral[stage] }
}
