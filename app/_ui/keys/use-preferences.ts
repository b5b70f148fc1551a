'use client'
import { useSyncExternalStore } from 'react'
import { defaultPreferences, readPreferences, subscribePreferences, type Preferences } from '../frame/preferences.ts'

export { setPreference } from '../frame/preferences.ts'

/** All that the reader chose for this browser. */
export const usePreferences = (): Preferences => useSyncExternalStore(subscribePreferences, readPreferences, () => defaultPreferences)
