'use client'
import { useSyncExternalStore } from 'react'
import { isEnough, type Role, type Who } from '../../../lib/contract/access.ts'
import { whoStore } from './who-store.ts'

/** null until it is known. */
export const useWho = (): Who | null => useSyncExternalStore(whoStore.subscribe, whoStore.read, () => null)

type May = { may: true; why: undefined } | { may: false; why: string }

/**
 * Whether who looks at this page may do what that role may, and if not, a word why. Until that is known, yes: the
 * engine refuses what it must by itself.
 */
export function useMay(needed: Role | undefined): May {
  const who = useWho()
  if (who === null || needed === undefined || isEnough(who.role, needed)) return { may: true, why: undefined }
  return { may: false, why: whyNot(who.role, needed) }
}

const whyNot = (role: Role, needed: Role): string => `You are signed in as a ${role}; this needs ${needed === 'operator' ? 'an operator' : `a ${needed}`}.`
