'use client'
import { clsx } from 'clsx'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { StaleMark } from '../frame/stale-mark.tsx'
import { useLive } from '../wire/use-live.tsx'
import { BreakIt } from './break-it.tsx'
import { loopOf } from './loop.ts'
import { Ring } from './ring.tsx'
import { StoryStrip } from './story.tsx'

/** The organism itself: alive at first sight, the button that breaks it, and the story of what follows. */
export function Heart({ organism, className }: { organism: OrganismView; className?: string }) {
  const loop = useLive(({ loops }) => loops[organism.id])
  const isReplay = useLive(({ time }) => time.mode === 'replay')
  return (
    <section aria-label={organism.title} data-tour="heart" className={clsx('panel overflow-hidden wide:flex-row', className)}>
      <div className="flex min-h-0 shrink-0 items-center justify-center p-3 wide:aspect-square wide:h-full wide:max-w-1/2">
        <Ring key={organism.id} organism={organism} loop={loop ?? (isReplay ? null : loopOf(organism))} className="aspect-square w-full max-w-72 wide:max-h-full wide:max-w-none" />
      </div>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-3 p-4 pt-1 wide:py-3 wide:pl-1">
        <div className="pr-4">
          <h2 className="text-xl font-semibold">{organism.title}</h2>
          <p className="text-sm text-soft">{organism.teaches}</p>
          <StaleMark />
        </div>
        <div data-tour="break"><BreakIt key={organism.id} organism={organism} /></div>
        <StoryStrip organism={organism} />
      </div>
    </section>
  )
}
