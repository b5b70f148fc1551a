'use client'
import { Fragment } from 'react'
import { Panel } from '../frame/panel.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { useLive } from '../wire/use-live.tsx'
import { CoreCard } from './core-card.tsx'
import { SocketLine } from './socket-line.tsx'
import { SwitchOver } from './switch-over.tsx'
import { useCoreRows } from './use-core-rows.ts'

/** Who leads, who stands by, and what holds them together. */
export function CorePair() {
  const cores = useLive((state) => state.cores)
  const rows = useCoreRows()
  return (
    <Panel title="Two cores" className="shrink-0" aside={<span className="ml-auto truncate text-sm text-soft max-wide:hidden">One heals the organisms; the other heals the one.</span>}>
      <div className="flex flex-col px-4 pb-4 wide:flex-row">
        {cores.length === 0 && <Skeleton className="h-44 flex-1" />}
        {cores.map((core, index) => (
          <Fragment key={core.name}>
            {index === 1 && <SocketLine />}
            <CoreCard core={core} cores={cores} row={rows.get(core.pid ?? -1)} />
          </Fragment>
        ))}
        {cores.length === 1 && <p className="flex flex-1 items-center border border-dashed border-degraded p-4 text-sm text-soft max-wide:mt-3 wide:ml-4"><span><span className="text-degraded">▲ No core stands by.</span> This engine keeps only one: it is started again when it falls, and nobody leads until then.</span></p>}
      </div>
      <SwitchOver />
    </Panel>
  )
}
