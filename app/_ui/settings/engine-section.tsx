'use client'
import type { ReactNode } from 'react'
import Link from 'next/link'
import type { CoreHealth } from '../../../lib/contract/stream.ts'
import { cardSign } from '../cores/core-signs.ts'
import { TierMark } from '../frame/health-marks.tsx'
import { Panel } from '../frame/panel.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { getJson } from '../wire/api.ts'
import { useLive } from '../wire/use-live.tsx'
import { useResource } from '../wire/use-resource.ts'
import { count } from '../words/format.ts'
import { ConfiguredLine } from './configured-line.tsx'
import type { SettingRow } from './use-settings.ts'

interface Health { version: string; core: string | null; head: number }

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return <div className="flex min-w-0 flex-col gap-1 border-t border-line px-4 py-2"><dt className="caption">{name}</dt><dd className="text-sm break-words">{children}</dd></div>
}

function CoreFact({ core, cores }: { core: CoreHealth; cores: readonly CoreHealth[] }) {
  return (
    <Link href="/cores" className="flex flex-wrap gap-x-3 underline-offset-4 hover:underline max-wide:min-h-8">
      <SignMark sign={cardSign(core, cores)} />
      <span className="text-soft tabular-nums">{core.pid !== null && `process ${core.pid}, `}{core.restarts} of {core.allowed} restarts</span>
    </Link>
  )
}

/** Ouroboros itself: what runs, and how it was started. */
export function EngineSection({ rows }: { rows: readonly SettingRow[] }) {
  const { data } = useResource<Health>('/api/health', getJson)
  const cores = useLive((state) => state.cores)
  const seed = useLive(({ view }) => view?.demo?.seed)
  return (
    <Panel title="Engine" id="engine" className="shrink-0 max-wide:scroll-mt-3">
      <dl className="grid grid-cols-2 wide:grid-cols-3">
        <Fact name="Version"><span className="font-mono">{data?.version ?? '–'}</span></Fact>
        <Fact name="Sandbox"><TierMark /></Fact>
        <Fact name="Events">{data ? <span className="tabular-nums">{count(data.head)}</span> : '–'}</Fact>
        <Fact name="Seed"><span className="font-mono tabular-nums">{seed ?? '–'}</span></Fact>
        {cores.map((core) => <Fact key={core.name} name={`Core ${core.name}`}><CoreFact core={core} cores={cores} /></Fact>)}
      </dl>
      {rows.map((row) => <ConfiguredLine key={row.name} row={row} />)}
    </Panel>
  )
}
