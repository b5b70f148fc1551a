import type { IncidentEnd } from '../../../lib/contract/incident.ts'
import type { OrganismState } from '../../../lib/contract/organism.ts'
import type { VerdictKind } from '../../../lib/contract/verdict.ts'

/** How something is told apart without colour: a shape and a word, and only then a tone. */
export interface Sign {
  shape: string
  word: string
  tone: Tone
}

/** A colour of the palette, by its meaning. */
export type Tone = 'healthy' | 'healing' | 'degraded' | 'crashed' | 'rolled' | 'idle'

/** As text. Red and violet have a lighter sister that keeps AA at small sizes. */
export const toneText: Record<Tone, string> = {
  healthy: 'text-healthy', healing: 'text-healing', degraded: 'text-degraded',
  crashed: 'text-alarm', rolled: 'text-reverted', idle: 'text-mist',
}

/** As a CSS colour, for drawings. */
export const toneColor: Record<Tone, string> = {
  healthy: 'var(--color-healthy)', healing: 'var(--color-healing)', degraded: 'var(--color-degraded)',
  crashed: 'var(--color-crashed)', rolled: 'var(--color-rolled)', idle: 'var(--color-idle)',
}

export const stateSigns: Record<OrganismState, Sign> = {
  healthy: { shape: '●', word: 'healthy', tone: 'healthy' },
  degraded: { shape: '▲', word: 'degraded', tone: 'degraded' },
  crashed: { shape: '✖', word: 'crashed', tone: 'crashed' },
  healing: { shape: '◐', word: 'healing', tone: 'healing' },
  quarantined: { shape: '■', word: 'quarantined', tone: 'crashed' },
  paused: { shape: '○', word: 'paused', tone: 'idle' },
}

export const endSigns: Record<IncidentEnd, Sign> = {
  healed: { shape: '●', word: 'healed', tone: 'healthy' },
  'rolled-back': { shape: '↺', word: 'rolled back', tone: 'rolled' },
  quarantined: { shape: '■', word: 'quarantined', tone: 'crashed' },
}

export const openSign: Sign = { shape: '◐', word: 'healing', tone: 'healing' }

export function verdictTone(kind: VerdictKind): Tone {
  if (kind === 'healthy') return 'healthy'
  return kind === 'slow' ? 'degraded' : 'crashed'
}
