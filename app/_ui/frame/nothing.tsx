import type { ReactNode } from 'react'
import { Body } from '../heart/ring.tsx'
import type { Link } from '../wire/link.ts'
import { RefusedFolders } from '../organisms/refused-folders.tsx'
import { Skeleton } from './skeleton.tsx'

/** The page while it has no organism to show: on its way, out of reach, or none there. */
export function Nothing({ link, isLoaded }: { link: Link; isLoaded: boolean }) {
  if (isLoaded) return (
    <Notice title="Nothing lives here yet">
      <p>An organism is a folder with a program and its spec. Put one under <code className="font-mono">organism/</code> and start again: it is found by itself.</p>
      <RefusedFolders />
    </Notice>
  )
  if (link.state === 'offline') return (
    <Notice title="The engine cannot be reached">
      <p>This page asks again every second or two and goes on by itself. Start the engine with <code className="font-mono">./run.sh</code>, if it does not run.</p>
    </Notice>
  )
  return <Outline />
}

function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="m-auto flex max-w-prose flex-col gap-3 p-6">
      <svg viewBox="0 0 400 400" aria-hidden className="size-48"><Body points={[]} isDim={false} /></svg>
      <h2 className="text-xl font-semibold">{title}</h2>
      {children}
    </div>
  )
}

/** The places of the rooms, as they will be. */
function Outline() {
  return (
    <div aria-busy aria-label="Loading" role="status" className="flex flex-1 flex-col gap-3 p-3 pt-2 wide:grid wide:min-h-0 wide:grid-cols-[14.5rem_minmax(0,1fr)_26rem] wide:grid-rows-[minmax(0,1fr)_4.75rem_3rem_19rem] wide:pt-0">
      <Skeleton className="panel row-span-4 max-wide:h-11" />
      <Skeleton className="panel max-wide:h-120" />
      <Skeleton className="panel row-span-2 max-wide:hidden" />
      <Skeleton className="panel max-wide:h-56" />
      <Skeleton className="panel col-span-2 max-wide:hidden" />
      <Skeleton className="panel col-span-2 max-wide:hidden" />
    </div>
  )
}
