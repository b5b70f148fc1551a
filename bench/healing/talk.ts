/** Says on the way what a figure alone would not: what was not healed, and how long a part took. */
export type Talk = (line: string) => void
