/** Data goes to stdout, talk to stderr. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`)

export const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`)

/** Rows in columns as wide as their widest cell. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  for (const row of rows) process.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()}\n`)
}
