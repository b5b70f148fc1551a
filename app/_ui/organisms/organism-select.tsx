'use client'
import { useAddress } from '../address/use-address.ts'
import { useLive } from '../wire/use-live.tsx'
import { stateSigns } from '../words/state.ts'

/** The organism switch where there is no room for the rail. */
export function OrganismSelect({ selected }: { selected: string }) {
  const organisms = useLive(({ view }) => view?.organisms)
  const [, setAddress] = useAddress('organism', 'genome')
  return (
    <select
      aria-label="Organism"
      value={selected}
      onChange={(event) => void setAddress({ organism: event.target.value, genome: null }, { history: 'push' })}
      className="min-h-11 w-full border border-edge bg-panel px-3 text-base"
    >
      {Object.values(organisms ?? {}).map(({ id, state }) => (
        <option key={id} value={id}>{`${stateSigns[state].shape} ${id} – ${stateSigns[state].word}`}</option>
      ))}
    </select>
  )
}
