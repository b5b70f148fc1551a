import type { RungId } from '../../../lib/contract/healing.ts'
import type { Incident } from '../../../lib/contract/incident.ts'
import { endSigns, openSign, type Sign } from './state.ts'

/** A rung's shape beside its name, and what it does, for people. */
export const rungMarks: Record<RungId, { shape: string; does: string }> = {
  restart: { shape: '↻', does: 'runs the same version again' },
  antibody: { shape: '✚', does: 'repeats what healed this failure before' },
  repair: { shape: '✎', does: 'searches for an edit, without history' },
  resident: { shape: '◇', does: 'asks the language model of the house' },
  teacher: { shape: '◈', does: 'asks a teacher, in a learning window' },
  graft: { shape: '⊕', does: 'takes back the damage, keeps the rest' },
  rollback: { shape: '↺', does: 'goes back to a proven version' },
  quarantine: { shape: '■', does: 'sets it apart; always last' },
}

/** How an incident stands, or ended, and by which rung. */
export function incidentSign({ end, rung }: Pick<Incident, 'end' | 'rung'>): Sign {
  if (end === null) return openSign
  return end === 'healed' && rung !== null ? { ...endSigns.healed, word: `healed by ${rung}` } : endSigns[end]
}
