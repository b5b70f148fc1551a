import type { ModelCall } from '../../../lib/contract/model.ts'
import type { CallView } from '../../../lib/contract/view.ts'
import type { Sign } from '../words/state.ts'

/** How a call stands. */
export function callSign({ end }: Pick<CallView, 'end'>, isOver: boolean): Sign {
  if (end === null) return isOver ? { shape: '○', word: 'broken off', tone: 'idle' } : { shape: '◐', word: 'answering', tone: 'healing' }
  return end.outcome === 'answered' ? { shape: '●', word: 'answered', tone: 'healthy' } : { shape: '✖', word: 'no answer', tone: 'crashed' }
}

const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumFractionDigits: 4 })

/** What a call cost, in words; empty while it is under way. */
export function costWords({ end }: Pick<CallView, 'end'>): string {
  if (end === null) return ''
  const tokens = end.usage === null ? 'tokens not told' : `${end.usage.inputTokens} + ${end.usage.outputTokens} tokens`
  return `${tokens}, ${end.costUsd === null ? 'price unknown' : dollars.format(end.costUsd)}`
}

/** Of several calls together. */
export function costOfAll(ends: readonly Pick<ModelCall, 'costUsd'>[]): string {
  const unknown = ends.filter(({ costUsd }) => costUsd === null).length
  const known = dollars.format(ends.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0))
  return unknown === 0 ? known : unknown === ends.length ? 'price unknown' : `${known} and ${unknown} of unknown price`
}
