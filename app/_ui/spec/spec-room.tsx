'use client'
import type { ReactNode } from 'react'
import type { SpecWords } from '../../../lib/contract/spec-words.ts'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { Empty } from '../frame/empty.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { visible } from '../log/visible.ts'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { bytes, fitnessWords, limitWords } from './words.ts'

/** What the organism has to do, in words. */
export function SpecRoom({ organism: { id, kind } }: { organism: OrganismView }) {
  const { data, error, isLoading, reload } = useResource<{ spec: SpecWords | null; hash: string }>(`/api/organisms/${id}/spec`, getJson)
  if (isLoading) return <Skeleton className="m-4 min-h-64 flex-1" />
  if (!data) return <div className="p-4"><Trouble error={error} retry={reload} /></div>
  const { spec } = data
  if (!spec) return <Empty why={`The core that took ${id} in did not tell its spec. The next start of the engine does.`} />
  return (
    <div tabIndex={0} role="region" aria-label="Spec" className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto p-4 focus-visible:-outline-offset-2 wide:grid wide:grid-cols-[7fr_5fr] wide:content-start wide:gap-x-10">
      <p className="max-w-prose text-sm text-soft wide:col-span-2">This is what {id} is judged by, on every pulse and at the gate. It can neither read nor change it, and nothing that heals it can. {spec.isChoosy && 'Inputs outside its contract are drawn too: those it has to refuse cleanly.'}</p>
      <div className="flex min-w-0 flex-col gap-6">
        <Part title="What it has to answer" told={spec.examples.length} count={spec.counts.examples} none="No answer is known beforehand: it is judged by its properties alone.">
          <ul className="flex flex-col">{spec.examples.map(({ name, task, expected, state }) => (
            <li key={name} className="flex flex-col gap-1 border-t border-line py-2 text-sm">
              <p className="font-medium [overflow-wrap:anywhere]">{visible(name)}</p>
              <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
                <Value text={task} />{state !== undefined && <><span className="text-soft">with</span><Value text={state} /></>}
                <span className="text-soft"><span aria-hidden>→</span><span className="sr-only">must answer</span></span><Value text={expected} />
              </p>
            </li>
          ))}</ul>
        </Part>
        <Part title="What it has to refuse" told={spec.refusals.length} count={spec.counts.refusals} none="No input has to be refused.">
          <ul className="flex flex-col">{spec.refusals.map(({ name, task, message }) => (
            <li key={name} className="flex flex-col gap-1 border-t border-line py-2 text-sm">
              <p className="font-medium [overflow-wrap:anywhere]">{visible(name)}</p>
              <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1"><Value text={task} /><span className="text-soft">{message === null ? refusedHow[kind] : <>{refusedHow[kind]}, in words like</>}</span>{message !== null && <Value text={message} />}</p>
            </li>
          ))}</ul>
        </Part>
      </div>
      <div className="flex min-w-0 flex-col gap-6">
        <Part title="What always holds" told={spec.properties.length} count={spec.counts.properties} none="Nothing is asked of every input: it is judged by its known answers alone.">
          <ul className="flex flex-col">{spec.properties.map((name) => <li key={name} className="border-t border-line py-2 text-sm [overflow-wrap:anywhere]"><span aria-hidden className="text-healthy">∀ </span>{visible(name)}</li>)}</ul>
          <p className="text-sm text-soft">Checked on each pulse, and at the gate on inputs that are drawn afresh.</p>
        </Part>
        <Part title="Within which limits">
          <dl className="flex flex-col text-sm">{limitWords(spec.limits).map(([name, value]) => <div key={name} className="flex justify-between gap-4 border-t border-line py-2"><dt className="text-soft">{name}</dt><dd className="text-right tabular-nums">{value}</dd></div>)}</dl>
        </Part>
        <Part title="What makes one version better than another"><p className="border-t border-line py-2 text-sm">{fitnessWords(spec.fitness)}</p></Part>
        {spec.initialState !== null && <Part title="What it carries from pulse to pulse"><p className="border-t border-line py-2 text-sm"><span className="text-soft">At its start: </span><Value text={spec.initialState} /></p></Part>}
        <p className="text-xs text-soft">spec.ts, <span className="font-mono [overflow-wrap:anywhere]">sha256 {data.hash.slice(0, 16)}</span>{spec.examples.length < spec.counts.examples && `, told in ${bytes(JSON.stringify(spec).length)}`}</p>
      </div>
    </div>
  )
}

const refusedHow = { task: 'must throw', script: 'must end with another exit code than 0', service: 'must be answered with 4xx' } as const

function Part({ title, told, count, none, children }: { title: string; told?: number; count?: number; none?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2">
      <h3 className="caption flex gap-2">{title} {count !== undefined && <span className="tabular-nums">{count}</span>}</h3>
      {count === 0 ? <p className="border-t border-line py-2 text-sm text-soft">{none}</p> : children}
      {told !== undefined && count !== undefined && told < count && <p className="text-sm text-soft">and {count - told} more, which are not told here</p>}
    </section>
  )
}

const Value = ({ text }: { text: string }) => <code dir="ltr" className="bg-well px-1.5 py-0.5 font-mono text-sm [overflow-wrap:anywhere] [unicode-bidi:isolate]">{visible(text)}</code>
