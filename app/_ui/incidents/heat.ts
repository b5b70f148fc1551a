import type { Heat } from '../../../lib/contract/search.ts'

export interface FileHeat {
  file: string
  /** Line, counted from 1 → its suspicion, 0 to 1. */
  lines: ReadonlyMap<number, number>
  /** The most suspicious line. */
  hottest: number
}

/** Suspicion by file, the file of the most suspicious line first. */
export function heatByFile(heat: readonly Heat[]): FileHeat[] {
  const hotFirst = heat.toSorted((a, b) => b.suspicion - a.suspicion)
  return [...Map.groupBy(hotFirst, ({ file }) => file)].map(([file, spots]) => ({
    file, hottest: spots[0]!.line,
    // Of one line's statements the most suspicious counts, and comes first.
    lines: new Map(spots.toReversed().map(({ line, suspicion }) => [line, suspicion])),
  }))
}

/** How much of the hot colour a line's ground may have: text keeps 4.5:1 on it. A test holds it against the palette. */
export const mostShade = 0.38

/** Share of the hot colour, 0 to {@link mostShade}. */
export const shadeOf = (suspicion: number): number => Number((suspicion * mostShade).toFixed(3))

const shapes = ['▂', '▄', '▆', '█'] as const

/** Suspicion as a shape: who sees no colour reads it too. */
export const shapeOf = (suspicion: number): string => (suspicion <= 0 ? ' ' : shapes[Math.min(3, Math.floor(suspicion * 4))]!)
