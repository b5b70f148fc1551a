import type { DimensionId } from './grammar/entities.ts'
import type { Names } from './grammar/names.ts'
import type { Guard } from './guard/guard.ts'

/** What a ledger calls things by, and when it begins, by its views like all else. */
const statement = `
select 'begin' as what, (select at from events order by seq limit 1) as name, null as also
union all select 'organism', organism, title from organisms
union all select 'fault', fault, label from (select distinct fault, label from faults)
union all select 'core', core, null from (select core from reigns union select core from heartbeats)
union all select 'author', author, null from (select author from commands union select author from genomes union select author from actions)
union all select 'model', model, null from (select distinct model from model_calls)
union all select 'provider', provider, null from (select distinct provider from model_calls)
union all select 'teacher', teacher, null from (select distinct teacher from lessons)
union all select 'incident', id, null from (select id from incidents order by seq desc limit 200)`

export async function readNames(guard: Guard): Promise<{ names: Names; begin: number | null }> {
  const { rows } = await guard.run(statement)
  const names: Partial<Record<DimensionId, { name: string; also: string | null }[]>> = {}
  let begin: number | null = null
  for (const [what, name, also] of rows) {
    if (what === 'begin') begin = typeof name === 'number' ? name : null
    else if (typeof name === 'string') (names[what as DimensionId] ??= []).push({ name, also: typeof also === 'string' ? also : null })
  }
  return { names, begin }
}
