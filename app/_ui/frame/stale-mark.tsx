'use client'
import { useEngineNow, useLive } from '../wire/use-live.tsx'
import { ago } from '../words/format.ts'

/** In the title line of a panel: that what it shows is not of now, and since when. Nothing while it is. */
export function StaleMark() {
  const since = useLive(({ link, view }) => (view !== null && 'since' in link ? link.since : null))
  return since === null ? null : <Since since={since} />
}

function Since({ since }: { since: number }) {
  const now = useEngineNow(1000)
  return <span className="min-w-0 truncate text-xs whitespace-nowrap text-degraded tabular-nums"><span aria-hidden>▲ </span><span className="@max-3xs:hidden">showing data from </span>{ago(now - since)}</span>
}
