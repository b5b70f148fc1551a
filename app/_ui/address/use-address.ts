'use client'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { useLive } from '../wire/use-live.tsx'
import { address } from './address.ts'

type Address = typeof address

/**
 * Parts of the page's state in the URL; renders again only when one of these changes. A change replaces the entry in
 * the history unless it asks for `history: 'push'`.
 * @param keys the same on each render
 */
export function useAddress<K extends keyof Address>(...keys: K[]) {
  const [parts] = useState(() => Object.fromEntries(keys.map((key) => [key, address[key]])) as Pick<Address, K>)
  return useQueryStates(parts)
}

/** The organism that the page is about: the one in the URL, else the first that there is. */
export function useSelected(): string | null {
  const [{ organism }] = useAddress('organism')
  const first = useLive(({ view }) => (view ? (Object.keys(view.organisms)[0] ?? null) : null))
  const isKnown = useLive(({ view }) => organism !== null && view?.organisms[organism] !== undefined)
  return isKnown ? organism : first
}
