'use client'
import { useLayoutEffect } from 'react'
import { preferenceAttributes, readPreferences, subscribePreferences } from './preferences.ts'

/** Keeps what the reader has chosen on `<html>`, where the styles look for it. */
export function PreferencesOnPage() {
  useLayoutEffect(() => {
    const apply = (): void => void Object.assign(document.documentElement.dataset, preferenceAttributes(readPreferences()))
    apply()
    return subscribePreferences(apply)
  }, [])
  return null
}
