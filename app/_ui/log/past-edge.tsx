'use client'
import { explain } from '../wire/api.ts'
import { counted } from '../words/format.ts'
import type { LogSource } from './log-feed.ts'

/** What lies above the oldest row. */
export function PastEdge({ feed, heightRem }: { feed: LogSource; heightRem: number }) {
  return (
    <div role="presentation" className="flex items-center justify-center px-4 text-xs text-soft" style={{ height: `${heightRem}rem` }}>
      <p className="truncate">{edgeText(feed)}</p>
    </div>
  )
}

function edgeText({ past, buffer }: LogSource): string {
  if (buffer.evictedLines > 0) return `… ${counted(buffer.evictedLines, 'older line')} left this page to make room`
  switch (past.state) {
    case 'loading': return 'Reading older lines…'
    case 'more': return 'Scroll up for older lines'
    case 'end': return 'Nothing older is kept'
    case 'failed': return `Older lines could not be read: ${explain(past.error).detail} Scroll up to try again.`
  }
}
