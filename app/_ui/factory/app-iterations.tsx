'use client'
import { clsx } from 'clsx'
import { useQueryStates } from 'nuqs'
import type { AppView } from '../../../lib/contract/factory/app-view.ts'
import type { IterationKind } from '../../../lib/contract/factory/registry.ts'
import { Button } from '../frame/button.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { Diff } from '../genomes/lazy-diff.tsx'
import { visible } from '../log/visible.ts'
import { getText } from '../wire/api.ts'
import { useCommand } from '../wire/use-command.ts'
import { useResource } from '../wire/use-resource.ts'
import type { Sign } from '../words/state.ts'
import { factoryAddress } from './factory-address.ts'

const signs: Record<IterationKind, Sign> = {
  feature: { shape: '●', word: 'feature', tone: 'healthy' },
  patch: { shape: '◐', word: 'patch', tone: 'healing' },
  manual: { shape: '▲', word: 'by hand', tone: 'degraded' },
  rollback: { shape: '↺', word: 'rollback', tone: 'rolled' },
}

/** What it went through, the newest first, with what each step changed and the way back to it. */
export function AppIterations({ app: { id, summary, iterations } }: { app: AppView }) {
  const [{ iteration: asked }, setAddress] = useQueryStates(factoryAddress)
  const { run, isBusy } = useCommand()
  const inForce = summary?.inForce ?? 0
  const chosen = iterations.find(({ number }) => number === asked) ?? iterations.at(-1)
  if (chosen === undefined) return null
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 wide:grid wide:grid-cols-[18rem_minmax(0,1fr)]">
      <ul aria-label="Iterations" tabIndex={0} className="min-h-0 overflow-y-auto focus-visible:-outline-offset-2 max-wide:max-h-60">
        {iterations.toReversed().map(({ number, kind, why, at }) => (
          <li key={number} className="border-t border-line">
            <button type="button" aria-pressed={number === chosen.number} onClick={() => void setAddress({ iteration: number })} className={clsx('flex w-full flex-col gap-0.5 px-2 py-2 text-left text-sm hover:bg-raised', number === chosen.number && 'bg-raised')}>
              <span className="flex w-full items-center gap-3"><span className="font-mono tabular-nums">{number}</span><SignMark sign={signs[kind]} />{number === inForce && <span className="ml-auto text-healthy">in force</span>}</span>
              <span className="w-full truncate text-soft" title={visible(why)}>{visible(why)}</span>
              <time className="text-xs text-mist">{at.slice(0, 16).replace('T', ' ')} UTC</time>
            </button>
          </li>
        ))}
      </ul>
      <section aria-label={`Iteration ${chosen.number}`} className="flex min-h-0 min-w-0 flex-col gap-2">
        <p className="text-sm [overflow-wrap:anywhere]">{visible(chosen.why)}</p>
        {chosen.number !== inForce && <Button needs="operator" className="self-start" disabled={isBusy} onClick={() => void run(`/api/apps/${id}/rollback`, { iteration: chosen.number })}>Put iteration {chosen.number} in force again</Button>}
        <div className="min-h-0 flex-1 overflow-y-auto"><IterationDiff key={chosen.number} app={id} number={chosen.number} /></div>
      </section>
    </div>
  )
}

function IterationDiff({ app, number }: { app: string; number: number }) {
  const { data, error, isLoading, reload } = useResource(`/api/apps/${app}/iterations/${number}/diff`, getText)
  if (isLoading) return <Skeleton className="min-h-48" />
  if (data === null) return <Trouble error={error} retry={reload} />
  return <Diff text={data} />
}
