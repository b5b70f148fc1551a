import type { Figure } from './figure.ts'

/** One line a figure, its columns under each other. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.met ? 'ok' : 'MISSED', figure.name, `ratio ${number(figure.ratio)}`, `${number(figure.value)} ${figure.unit}`,
    `control ${number(figure.control)}`, `goal: ${figure.goal}`,
  ])
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n')
}

/** A dash for what there is no number of. */
const number = (value: number | null): string => (value !== null && Number.isFinite(value) ? value.toPrecision(3) : '–')
