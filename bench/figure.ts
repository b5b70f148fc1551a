/** One measured row: what the project does, beside a control that was measured in the same run on the same machine. */
export interface Figure {
  name: string
  value: number
  unit: string
  /** The usual way to do the same, in the same unit; null where there is none, as for what must not happen at all. */
  control: number | null
  /** value ÷ control; null where that says nothing. */
  ratio: number | null
  /** The goal in words, e.g. "ratio ≥ 2". */
  goal: string
  met: boolean
}

/** null beside a control of nothing, of which nothing is a multiple. */
export function ratioOf(value: number, control: number): number | null {
  const ratio = value / control
  return Number.isFinite(ratio) ? ratio : null
}

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** Nearest rank, so that it is always a value that was measured. NaN of nothing. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN
}
