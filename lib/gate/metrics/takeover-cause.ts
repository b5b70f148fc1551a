/** Why a core took the lead, as one of a few words: what the ledger says is a sentence, and no label. */
export const takeoverCauses = ['first', 'cold', 'ended', 'silent', 'lease', 'switch', 'split-brain', 'again', 'other'] as const
export type TakeoverCause = (typeof takeoverCauses)[number]

const words: readonly (readonly [RegExp, TakeoverCause])[] = [
  [/nobody has led/, 'first'],
  [/let go of it/, 'again'],
  [/is gone/, 'cold'],
  [/handed over/, 'switch'],
  [/shall wake/, 'split-brain'],
  [/lease/, 'lease'],
  [/silent|stopped|could not be reached/, 'silent'],
  [/ended/, 'ended'],
]

/** @param why undefined: a core of before there were two did not say */
export const takeoverCause = (why: string | undefined): TakeoverCause => words.find(([pattern]) => why !== undefined && pattern.test(why))?.[1] ?? 'other'
