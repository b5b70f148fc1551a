'use client'
import { useCallback, useSyncExternalStore } from 'react'
import { z } from 'zod'

/** What a reader has chosen for this browser; the engine knows nothing of it. Kept in localStorage, shown as `data-*` on `<html>`. */
const preferencesSchema = z.object({
  theme: z.enum(['dark', 'contrast']).catch('dark'),
  /** system: as the machine says. */
  motion: z.enum(['system', 'none']).catch('system'),
  projector: z.boolean().catch(false),
  sound: z.boolean().catch(false),
  /** Keys without a modifier. */
  keys: z.boolean().catch(true),
})
export type Preferences = z.infer<typeof preferencesSchema>
export type PreferenceName = keyof Preferences

export const defaultPreferences: Preferences = preferencesSchema.parse({})

const storageKey = 'ouroboros.preferences'
const listeners = new Set<() => void>()
let cached: { text: string | null; value: Preferences } = { text: null, value: defaultPreferences }
/** Where the browser keeps nothing, for as long as the page is open. */
let unkept: string | null = null

/** Whatever stands in the storage: what cannot be read is as it comes. */
export function parsePreferences(text: string | null): Preferences {
  try {
    return preferencesSchema.parse(JSON.parse(text ?? '{}'))
  } catch {
    return defaultPreferences
  }
}

export function readPreferences(): Preferences {
  const text = stored()
  if (text !== cached.text) cached = { text, value: parsePreferences(text) }
  return cached.value
}

export function setPreference<N extends PreferenceName>(name: N, value: Preferences[N]): void {
  const text = JSON.stringify({ ...readPreferences(), [name]: value })
  try {
    localStorage.setItem(storageKey, text)
    unkept = null
  } catch {
    unkept = text
  }
  for (const listener of listeners) listener()
}

/** Tells of every change, those of other tabs too. */
export function subscribePreferences(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent): void => { if (key === storageKey || key === null) listener() }
  listeners.add(listener)
  window.addEventListener('storage', onStorage)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', onStorage)
  }
}

/** All that the reader chose for this browser. */
export const usePreferences = (): Preferences => useSyncExternalStore(subscribePreferences, readPreferences, () => defaultPreferences)

/** One preference and how to change it: `const [keys, setKeys] = usePreference('keys')`. */
export function usePreference<N extends PreferenceName>(name: N): readonly [Preferences[N], (value: Preferences[N]) => void] {
  const value = useSyncExternalStore(subscribePreferences, () => readPreferences()[name], () => defaultPreferences[name])
  const set = useCallback((next: Preferences[N]) => setPreference(name, next), [name])
  return [value, set]
}

/** As attributes: `data-theme="contrast"`, `data-keys="off"`. */
export function preferenceAttributes(preferences: Preferences): Record<PreferenceName, string> {
  const word = (value: string | boolean): string => (typeof value === 'string' ? value : value ? 'on' : 'off')
  const { theme, motion, projector, sound, keys } = preferences
  return { theme: word(theme), motion: word(motion), projector: word(projector), sound: word(sound), keys: word(keys) }
}

function stored(): string | null {
  try {
    return unkept ?? localStorage.getItem(storageKey)
  } catch {
    return unkept
  }
}
