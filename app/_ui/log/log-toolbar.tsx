'use client'
import { logShows } from '../address/address.ts'
import { useAddress } from '../address/use-address.ts'
import { Button } from '../frame/button.tsx'
import { Segmented } from '../frame/segmented.tsx'
import { counted } from '../words/format.ts'
import type { LogFeed } from './log-feed.ts'

const words = { all: 'all', stdout: 'out', stderr: 'err', events: 'events' } as const

export function LogToolbar({ feed }: { feed: LogFeed }) {
  const [{ show, problems }, setAddress] = useAddress('show', 'problems')
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 pb-3">
      <SearchField />
      <Button size="small" aria-pressed={feed.isPaused} onClick={() => (feed.isPaused ? feed.resume() : feed.pause())}>
        <span aria-hidden>{feed.isPaused ? '▶' : '❚❚'}</span>
        {feed.isPaused ? `Resume, ${counted(feed.held, 'row')} waiting` : 'Pause'}
      </Button>
      <div className="flex w-full flex-wrap items-center justify-between gap-2">
        <Segmented
          label="Rows to show" value={show}
          options={logShows.map((value) => ({ value, label: words[value] }))}
          onChange={(value) => void setAddress({ show: value })}
        />
        <label className="flex min-h-11 items-center gap-2 text-sm text-soft wide:min-h-7">
          <input
            type="checkbox" checked={problems} className="size-4 accent-text"
            onChange={(event) => void setAddress({ problems: event.target.checked })}
          />
          problems
        </label>
      </div>
    </div>
  )
}

function SearchField() {
  const [{ search }, setAddress] = useAddress('search')
  return (
    <input
      type="search" value={search} placeholder="Search the log" aria-label="Search the log" spellCheck={false}
      onChange={(event) => void setAddress({ search: event.target.value || null })}
      className="min-h-11 min-w-0 flex-1 border border-edge bg-well px-3 text-sm placeholder:text-mist wide:min-h-7"
    />
  )
}
