/** What may be written in a part of a head that its surroundings do not tell. */
export type SlotKind = 'condition' | 'list' | 'steps' | 'default' | 'value'

/** A line that may have been lost. */
export interface Head {
  /** Without its indent. A slot in it is marked by `‹` and `›`, around what stands there until it is filled in. */
  line: string
  slot: SlotKind | null
  /** 0 for what the rest of the file demands; each point more is a wilder guess. */
  cost: number
}

export const head = (line: string, cost: number, slot: SlotKind | null = null): Head => ({ line, cost, slot })
