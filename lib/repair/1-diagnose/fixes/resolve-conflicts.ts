import type { Change } from '../../edit.ts'
import type { Draft, Fix } from '../draft.ts'

const conflict = /^<{7}[^\n]*\n([\s\S]*?)(?:^\|{7}[^\n]*\n[\s\S]*?)?^={7}[^\n]*\n([\s\S]*?)^>{7}[^\n]*(?:\n|$)/gm

/** Merge conflicts are decided alike: for ours, for theirs, for both; markers that stand alone go. */
export function* resolveConflicts({ text }: Draft): Generator<Fix> {
  const found = [...text.matchAll(conflict)]
  const decide = (kind: string, cost: number, choose: (ours: string, theirs: string) => string): Fix => ({
    kind, cost,
    changes: found.map((match): Change => ({ start: match.index, end: match.index + match[0].length, text: choose(match[1] ?? '', match[2] ?? '') })),
  })
  if (found.length > 0) {
    yield decide('take-ours', 0, (ours) => ours)
    yield decide('take-theirs', 0.1, (_, theirs) => theirs)
    yield decide('take-both', 0.2, (ours, theirs) => ours + theirs)
  }
  const markers = [...text.matchAll(/^(?:<{7}|\|{7}|={7}|>{7})[^\n]*(?:\n|$)/gm)].map((match): Change => ({ start: match.index, end: match.index + match[0].length, text: '' }))
  if (markers.length > 0) yield { kind: 'delete-line', changes: markers, cost: 0.3 }
}
