'use client'
import { logShows } from '../address/address.ts'
import { useAddress } from '../address/use-address.ts'
import { Segmented } from '../frame/segmented.tsx'

const words = { all: 'all', stdout: 'out', stderr: 'err', events: 'events' } as const

export function LogToolbar() {
  const [{ show, problems }, setAddress] = useAddress('show', 'problems')
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 pb-3">
      <SearchField />
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
      type="search" data-search value={search} placeholder="Search the log" aria-label="Search the log" spellCheck={false}
      onChange={(event) => void setAddress({ search: event.target.value || null })}
      className="min-h-11 min-w-0 flex-1 border border-edge bg-well px-3 text-sm placeholder:text-mist wide:min-h-7"
    />
  )
}
