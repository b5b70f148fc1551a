import type { PlanField, PlanResource } from '../../contract/factory/plan.ts'
import type { Json } from '../../contract/json.ts'
import { asks, type Draft, type Step } from './draft.ts'
import { invalid, record, valid, type Value } from './samples.ts'

/** A body larger than any that a service takes. */
const tooLarge = 70_000

/** Of a service that keeps a resource. */
export function keeperScenarios(resource: PlanResource): Draft[] {
  const { id, fields, isOwned, operations } = resource
  const as = (person: number): { headers?: Record<string, string> } => (isOwned ? { headers: { 'x-person': String(person) } } : {})
  const one = record(resource, 1)
  const two = record(resource, 2)
  const add = (json: Json, status = 201, more = {}): Step => asks(id, `POST /${id}`, status, { ...as(1), json, ...more })
  const draft = (name: string, title: string, steps: Step[]): Draft => ({ id: `${id}-${name}`, title, of: id, steps })
  const can = (operation: PlanResource['operations'][number]): boolean => operations.includes(operation)
  if (!can('create')) return [draft('health', `${id} is well`, [asks(id, 'GET /health', 200)])]

  const changed = fields.find((field) => valid(field, 2) !== valid(field, 1))
  const sought = fields.find(({ type }) => type === 'text' || type === 'long-text')
  return [
    draft('health', `${id} is well`, [asks(id, 'GET /health', 200, { expect: { json: { status: 'ok' } } })]),
    draft('keeps', 'what is added can be read, changed and removed', [
      ...(can('list') ? [asks(id, `GET /${id}`, 200, { ...as(1), expect: { json: { items: [], total: 0 } } })] : []),
      add(one, 201, { expect: { json: { id: 1, ...one } } }),
      ...(can('list') ? [asks(id, `GET /${id}`, 200, { ...as(1), expect: { json: { items: [{ id: 1, ...one }], total: 1 } } })] : []),
      ...(can('read') ? [asks(id, `GET /${id}/1`, 200, { ...as(1), expect: { json: { id: 1, ...one } } })] : []),
      ...(can('update') && changed ? [
        asks(id, `PUT /${id}/1`, 200, { ...as(1), json: { [changed.name]: valid(changed, 2) }, expect: { json: { ...one, [changed.name]: valid(changed, 2) } } }),
        ...(can('read') ? [asks(id, `GET /${id}/1`, 200, { ...as(1), expect: { json: { ...one, [changed.name]: valid(changed, 2) } } })] : []),
      ] : []),
      ...(can('delete') ? [asks(id, `DELETE /${id}/1`, 200, as(1)), asks(id, `DELETE /${id}/1`, 404, as(1))] : []),
      ...(can('delete') && can('read') ? [asks(id, `GET /${id}/1`, 404, as(1))] : []),
      add(two, 201, { expect: { json: can('delete') ? { id: 2, ...two } : two } }),
    ]),
    draft('optional', 'what is not required may be left out', [add(onlyRequired(fields), 201, { expect: { json: { ...emptyOf(fields), ...onlyRequired(fields) } } })]),
    ...fields.flatMap((field) => invalid(field).map(({ word, value }) =>
      draft(`refuses-${slug(field.name)}-${word}`, `${field.name} is refused: ${word}`, [
        add({ ...one, [field.name]: value }, 400, { expect: { has: [`"${field.name}":`] } }),
        ...(can('list') ? [asks(id, `GET /${id}`, 200, { ...as(1), expect: { json: { items: [], total: 0 } } })] : []),
      ]))),
    draft('refuses-rubbish', 'what is no record is refused', [
      add({ ...one, noSuchField: 1 }, 400, { expect: { has: ['"noSuchField":'] } }),
      asks(id, `POST /${id}`, 400, { ...as(1), text: '{"broken":' }),
      asks(id, `POST /${id}`, 400, { ...as(1), text: '[1, 2]' }),
      asks(id, `POST /${id}`, 413, { ...as(1), text: JSON.stringify('x'.repeat(tooLarge)) }),
      asks(id, 'GET /nowhere', 404), asks(id, 'DELETE /health', 405),
      ...(can('read') ? [asks(id, `GET /${id}/none`, 404, as(1)), asks(id, `GET /${id}/99`, 404, as(1))] : []),
    ]),
    ...(can('update') && changed ? [draft('changes-are-checked', 'a change is held to the same rules', [
      add(one), ...firstInvalid(changed).map((value) => asks(id, `PUT /${id}/1`, 400, { ...as(1), json: { [changed.name]: value }, expect: { has: [`"${changed.name}":`] } })),
      ...(can('read') ? [asks(id, `GET /${id}/1`, 200, { ...as(1), expect: { json: one } })] : []),
    ])] : []),
    ...fields.filter(({ isUnique }) => isUnique).map((field) => draft(`${slug(field.name)}-once`, `no two have the same ${field.name}`, [
      add(one), add({ ...two, [field.name]: valid(field, 1) }, 409, { expect: { has: [`"${field.name}":`] } }), add(two),
      ...(can('update') ? [asks(id, `PUT /${id}/1`, 200, { ...as(1), json: { [field.name]: valid(field, 1) } }), asks(id, `PUT /${id}/2`, 409, { ...as(1), json: { [field.name]: valid(field, 1) } })] : []),
    ])),
    ...(sought && can('list') ? [draft('search', 'a search finds what has the words, whatever their case', [
      add(one), add(two),
      asks(id, `GET /${id}?q=${encodeURIComponent(String(valid(sought, 2)).toUpperCase())}`, 200, { ...as(1), expect: { json: { items: [{ ...two }], total: 1 } } }),
      asks(id, `GET /${id}?q=nothing-like-it`, 200, { ...as(1), expect: { json: { items: [], total: 0 } } }),
    ])] : []),
    ...(isOwned ? [draft('owned', 'each person has their own, and nobody without a name has any', [
      add(one),
      ...(can('list') ? [asks(id, `GET /${id}`, 200, { ...as(2), expect: { json: { items: [], total: 0 } } }), asks(id, `GET /${id}`, 401)] : []),
      ...(can('read') ? [asks(id, `GET /${id}/1`, 404, as(2))] : []),
      ...(can('update') ? [asks(id, `PUT /${id}/1`, 404, { ...as(2), json: {} })] : []),
      ...(can('delete') ? [asks(id, `DELETE /${id}/1`, 404, as(2))] : []),
      asks(id, `POST /${id}`, 401, { json: two }),
    ])] : []),
  ]
}

const slug = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const firstInvalid = (field: PlanField): Json[] => invalid(field).slice(0, 1).map(({ value }) => value)
const onlyRequired = (fields: readonly PlanField[]): Record<string, Value> =>
  Object.fromEntries(fields.filter(({ isRequired, type }) => isRequired && type !== 'yes-no').map((field) => [field.name, valid(field, 1)]))
const emptyOf = (fields: readonly PlanField[]): Record<string, Json> => Object.fromEntries(fields.map(({ name, type }) => [name, type === 'yes-no' ? false : null]))
