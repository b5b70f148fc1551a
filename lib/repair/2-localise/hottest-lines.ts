import type { Heat } from '../../contract/search.ts'
import type { Suspect } from './suspect-statements.ts'

const most = 200

/** Lines by their most suspicious statement, hottest first. */
export function hottestLines(suspects: readonly Suspect[]): Heat[] {
  const lines = new Map<string, Heat>()
  for (const { path, line, suspicion } of suspects) {
    const key = `${path}:${line}`
    const known = lines.get(key)
    if (!known || known.suspicion < suspicion) lines.set(key, { file: path, line, suspicion })
  }
  return [...lines.values()].slice(0, most)
}
