'use client'
import { historyEnds } from '../address/address.ts'
import { useAddress } from '../address/use-address.ts'
import { useLive } from '../wire/use-live.tsx'
import type { FaultRow } from './fault-list.tsx'
import { injectionSign } from './injection-signs.ts'

const endWord = (end: (typeof historyEnds)[number]): string => injectionSign(end === 'running' ? null : end).word

/** Narrows the history; kept in the address, so that a narrowed one can be linked to. */
export function HistoryFilters({ faults }: { faults: readonly FaultRow[] }) {
  const [{ historyOf, historyFault, historyEnd }, setAddress] = useAddress('historyOf', 'historyFault', 'historyEnd')
  const organisms = useLive(({ view }) => view?.organisms)
  return (
    <div className="flex min-w-0 flex-1 flex-wrap gap-2 py-1.5 wide:justify-end">
      <Choice label="Only this organism" all="All organisms" value={historyOf} options={Object.keys(organisms ?? {}).map((id) => [id, id])} choose={(id) => void setAddress({ historyOf: id })} />
      <Choice label="Only this fault" all="All faults" value={historyFault} options={faults.map(({ id, label }) => [id, label])} choose={(id) => void setAddress({ historyFault: id })} />
      <Choice
        label="Only this end" all="Every end" value={historyEnd} options={historyEnds.map((end) => [end, endWord(end)])}
        choose={(value) => void setAddress({ historyEnd: historyEnds.find((end) => end === value) ?? null })}
      />
    </div>
  )
}

interface ChoiceProps {
  label: string
  all: string
  value: string | null
  options: readonly (readonly [value: string, label: string])[]
  choose: (value: string | null) => void
}

function Choice({ label, all, value, options, choose }: ChoiceProps) {
  return (
    <select
      aria-label={label} value={value ?? ''} onChange={(event) => choose(event.target.value === '' ? null : event.target.value)}
      className="min-h-11 min-w-0 max-w-full wide:max-w-52 border border-edge bg-well px-2 text-sm max-wide:flex-1 max-wide:basis-32 wide:min-h-7"
    >
      <option value="">{all}</option>
      {options.map(([one, text]) => <option key={one} value={one}>{text}</option>)}
    </select>
  )
}
