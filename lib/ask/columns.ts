import type { Column } from '../contract/ask.ts'
import type { Json } from '../contract/json.ts'

/**
 * What a column of an answer is, by its name, as the views have it: so a statement that somebody wrote is shown as well
 * as one of ours. Where its values are something else, they decide.
 */
export function columnsOf(names: readonly string[], rows: readonly (readonly Json[])[]): Column[] {
  return names.map((name, place) => {
    const values = rows.map((row) => row[place]).filter((value) => value !== null && value !== undefined)
    const areNumbers = values.every((value) => typeof value === 'number')
    return { name, kind: values.length > 0 && !areNumbers ? 'text' : kindByName(name, values.length > 0) }
  })
}

function kindByName(name: string, hasNumbers: boolean): Column['kind'] {
  if (/(^|_)ms$/i.test(name)) return 'duration'
  if (/(^|_)(at|since)$/i.test(name)) return 'time'
  if (/(^|_)share$/i.test(name)) return 'share'
  return hasNumbers ? 'number' : 'text'
}
