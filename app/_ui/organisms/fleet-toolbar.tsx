'use client'
import { useQueryStates } from 'nuqs'
import { organismKinds, organismStates } from '../../../lib/contract/organism.ts'
import { Button } from '../frame/button.tsx'
import { stateSigns } from '../words/state.ts'
import { orders, type Order } from './arrange.ts'
import { fleetAddress } from './fleet-address.ts'

const orderWords: Record<Order, string> = { name: 'name', state: 'state, worst first', success: 'success, lowest first', incident: 'last incident', pulses: 'pulses, most first' }
const field = 'min-h-11 min-w-0 border border-edge bg-well px-3 text-sm wide:min-h-9'

/** What of the fleet is shown, and in which order. */
export function FleetToolbar() {
  const [{ sort, state, kind, words }, set] = useQueryStates(fleetAddress)
  const isFiltered = state !== null || kind !== null || words !== ''
  return (
    <search className="grid w-full grid-cols-2 gap-2 wide:flex wide:w-auto wide:items-center">
      <input
        type="search" aria-label="Find organisms by words" placeholder="Find by words" value={words} onChange={(event) => void set({ words: event.target.value || null })}
        className={`${field} placeholder:text-mist max-wide:col-span-2 wide:w-56`}
      />
      <select aria-label="State" value={state ?? ''} onChange={(event) => void set({ state: organismStates.find((one) => one === event.target.value) ?? null })} className={field}>
        <option value="">Every state</option>
        {organismStates.map((one) => <option key={one} value={one}>{`${stateSigns[one].shape} ${stateSigns[one].word}`}</option>)}
      </select>
      <select aria-label="Kind" value={kind ?? ''} onChange={(event) => void set({ kind: organismKinds.find((one) => one === event.target.value) ?? null })} className={field}>
        <option value="">Every kind</option>
        {organismKinds.map((one) => <option key={one} value={one}>{one}</option>)}
      </select>
      <select aria-label="Order" value={sort} onChange={(event) => void set({ sort: orders.find((one) => one === event.target.value) ?? null })} className={`${field} max-wide:col-span-2`}>
        {orders.map((one) => <option key={one} value={one}>By {orderWords[one]}</option>)}
      </select>
      {isFiltered && <Button look="quiet" className="max-wide:col-span-2" onClick={() => void set({ state: null, kind: null, words: null })}>Show all</Button>}
    </search>
  )
}
