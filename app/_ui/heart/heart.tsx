'use client'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { useLive } from '../wire/use-live.tsx'
import { BreakIt } from './break-it.tsx'
import { loopOf } from './loop.ts'
import { Ring } from './ring.tsx'
import { StoryStrip } from './story.tsx'

/** The organism itself: alive at first sight, the button that breaks it, and the story of what follows. */
export function Heart({ organism }: { organism: OrganismView }) {
  const live = useLive(({ loops }) => loops[organism.id])
  return (
    <section aria-label={organism.title} className="panel overflow-hidden wide:flex-row">
      <div className="flex shrink-0 items-center justify-center p-3 wide:w-82">
        <Ring key={organism.id} organism={organism} loop={live ?? loopOf(organism)} className="w-full max-w-72 wide:max-w-80" />
      </div>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-3 p-4 pt-1 wide:py-3 wide:pl-1">
        <div className="pr-4">
          <h2 className="text-xl font-semibold">{organism.title}</h2>
          <p className="text-sm text-soft">{organism.teaches}</p>
        </div>
        <BreakIt key={organism.id} organism={organism} />
        <StoryStrip organism={organism} />
      </div>
    </section>
  )
}
