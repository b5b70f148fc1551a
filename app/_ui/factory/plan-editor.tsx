'use client'
import type { AppPlan, PlanField, PlanResource } from '../../../lib/contract/factory/plan.ts'
import { fieldTypeSchema } from '../../../lib/contract/factory/plan.ts'
import { Button } from '../frame/button.tsx'
import { visible } from '../log/visible.ts'
import { useMind } from '../mind/use-mind.ts'

const box = 'min-h-11 min-w-0 border border-edge bg-well px-2 text-sm wide:min-h-8'

/** What was understood: to be read, and put right where it is not what was meant. */
export function PlanEditor({ plan, change, isNew }: { plan: AppPlan; change: (plan: AppPlan) => void; isNew: boolean }) {
  const { title, slug, resources, features, understood, leftOut } = plan
  const setResource = (id: string, next: PlanResource | null) => change({
    ...plan, resources: resources.flatMap((one) => (one.id === id ? (next === null ? [] : [next]) : [one])), pages: plan.pages.filter(({ resource }) => next !== null || resource !== id),
  })
  return (
    <section aria-label="The plan" className="flex flex-col gap-3 border-l-2 border-healing pl-3">
      {isNew && (
        <div className="grid grid-cols-2 gap-2 text-sm">
          <label className="flex flex-col gap-1"><span className="text-soft">Title</span><input value={title} maxLength={80} onChange={(event) => change({ ...plan, title: event.target.value })} className={box} /></label>
          <label className="flex flex-col gap-1"><span className="text-soft">Name of its folder</span><input value={slug} maxLength={40} onChange={(event) => change({ ...plan, slug: event.target.value.toLowerCase() })} className={`${box} font-mono`} /></label>
        </div>
      )}
      {resources.map((resource) => <ResourceEditor key={resource.id} resource={resource} isOnly={resources.length === 1} change={(next) => setResource(resource.id, next)} />)}
      {features.length > 0 && <p className="text-sm"><span className="text-soft">And: </span>{features.join(', ')}</p>}
      <details className="text-sm">
        <summary className="min-h-11 py-3 text-soft hover:text-text wide:min-h-0 wide:py-0.5">{understood.length} understood, {leftOut.length} left out</summary>
        <ul className="flex flex-col gap-1 pt-1">
          {understood.map(({ text, why }) => <li key={`${text} ${why}`}><span className="text-healthy">● </span>“{visible(text)}”: <span className="text-soft">{why}</span></li>)}
        </ul>
      </details>
      {leftOut.length > 0 && (
        <ul aria-label="Left out" className="flex flex-col gap-1 text-sm">
          {leftOut.map(({ text, why }) => <li key={text}><span className="text-degraded">▲ left out: </span>“{visible(text)}”: <span className="text-soft">{why}</span></li>)}
        </ul>
      )}
    </section>
  )
}

function ResourceEditor({ resource, isOnly, change }: { resource: PlanResource; isOnly: boolean; change: (next: PlanResource | null) => void }) {
  const { id, label, fields, isOwned, wishes } = resource
  const setWish = (at: number, text: string | null) => change({ ...resource, wishes: wishes.flatMap((wish, index) => (index !== at ? [wish] : text === null ? [] : [{ ...wish, text }])) })
  const setField = (name: string, next: PlanField | null) => change({ ...resource, fields: fields.flatMap((one) => (one.name === name ? (next === null ? [] : [next]) : [one])) })
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="flex w-full items-center gap-2 pb-1 text-sm">
        <span className="font-semibold">{visible(label)}</span> <code className="text-soft">/{id}</code> {isOwned && <span className="text-soft">each person their own</span>}
      </legend>
      {fields.map((field) => <FieldEditor key={field.name} field={field} isOnly={fields.length === 1} change={(next) => setField(field.name, next)} />)}
      {wishes.map(({ gap, text }, index) => (
        <div key={`${gap} ${index}`} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2">
          <textarea aria-label={`Wish ${index + 1} of ${id}`} rows={2} value={text} maxLength={200} onChange={(event) => setWish(index, event.target.value)} className={`${box} py-1`} />
          <Button size="small" look="quiet" aria-label={`Leave wish ${index + 1} of ${id} out`} onClick={() => setWish(index, null)}>✕</Button>
        </div>
      ))}
      {wishes.length > 0 && <Writer />}
      {!isOnly && <Button size="small" look="quiet" className="self-start" onClick={() => change(null)}>Leave {visible(label)} out</Button>}
    </fieldset>
  )
}

/** Who does what no template has. */
function Writer() {
  const { data } = useMind()
  if (data === null) return null
  const name = data.seats.find(({ seat }) => seat === 'resident')?.name
  return name ? <p className="text-sm text-soft">What is said in words, <span className="font-mono text-healing">{visible(name)}</span> writes.</p> : <p className="text-sm"><span className="text-degraded">▲ left out: </span><span className="text-soft">what is said in words a language model writes, and none is set.</span></p>
}

function FieldEditor({ field, isOnly, change }: { field: PlanField; isOnly: boolean; change: (next: PlanField | null) => void }) {
  const { name, label, type, isRequired } = field
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-2 wide:grid-cols-[minmax(0,1fr)_7rem_auto_auto]">
      <input aria-label={`Label of ${name}`} value={label} maxLength={80} onChange={(event) => change({ ...field, label: event.target.value })} className={`${box} col-span-3 wide:col-span-1`} />
      <select aria-label={`Kind of ${name}`} value={type} disabled={type === 'reference' || type === 'choice'} onChange={(event) => change({ ...field, type: fieldTypeSchema.parse(event.target.value), min: null, max: null })} className={box}>
        {fieldTypeSchema.options.filter((option) => option === type || (option !== 'reference' && option !== 'choice')).map((option) => <option key={option}>{option}</option>)}
      </select>
      <label className="flex min-h-11 items-center gap-1 text-sm wide:min-h-8"><input type="checkbox" checked={isRequired} onChange={(event) => change({ ...field, isRequired: event.target.checked })} /> required</label>
      <Button size="small" look="quiet" disabled={isOnly} aria-label={`Leave ${name} out`} onClick={() => change(null)}>✕</Button>
    </div>
  )
}
