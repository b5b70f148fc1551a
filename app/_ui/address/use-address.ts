'use client'
import { useQueryStates } from 'nuqs'
import { useLive } from '../wire/use-live.tsx'
import { address } from './address.ts'

/** The page's state in the URL. A change replaces the entry in the history unless it asks for `history: 'push'`. */
export function useAddress() {
  return useQueryStates(address, { history: 'replace', shallow: true })
}

/** The organism that the page is about: the one in the URL, else the first that there is. */
export function useSelected(): string | null {
  const [{ organism }] = useAddress()
  const first = useLive(({ view }) => (view ? (Object.keys(view.organisms)[0] ?? null) : null))
  const isKnown = useLive(({ view }) => organism !== null && view?.organisms[organism] !== undefined)
  return isKnown ? organism : first
}
