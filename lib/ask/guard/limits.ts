/** How much one question may use. What is beyond the first three is cut off and said; beyond the others it is refused. */
export interface QueryLimits {
  rows: number
  /** Of the rows together, as JSON. */
  bytes: number
  /** Of one text. */
  characters: number
  /** Wall clock of the statement, ms. */
  timeMs: number
}

export const queryLimits: QueryLimits = { rows: 1_000, bytes: 1_000_000, characters: 4_000, timeMs: 2_000 }

/** SQLite's own, for whatever a statement makes on its way. */
export const sqliteLimits = {
  /** Bytes of one text, blob or row. Above the largest event: a longer one could not be read. */
  length: 4_000_000,
  sqlLength: 40_000,
  column: 200,
  exprDepth: 100,
  compoundSelect: 30,
  vdbeOp: 100_000,
  functionArg: 40,
  attach: 0,
  likePatternLength: 200,
  // Nothing is bound.
  variableNumber: 0,
  triggerDepth: 1,
}

/** JavaScript's heap of the child. */
export const heapMb = 64
/** All that it may have of memory, where the system can say so: a sorter of SQLite's is outside the heap. */
export const dataMb = 256
/** CPU time of its whole life, where the system can say so: the last word, should nobody be left to kill it. */
export const lifeCpuSeconds = 60
