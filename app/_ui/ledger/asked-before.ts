'use client'
import { useSyncExternalStore } from 'react'
import { z } from 'zod'

const storageKey = 'ouroboros.asked'
const most = 20
const listSchema = z.array(z.string().max(500)).max(most).catch([])

const none: readonly string[] = []
const listeners = new Set<() => void>()
let cached: { text: string | null; list: readonly string[] } = { text: null, list: none }
/** Where the browser keeps nothing, for as long as the page is open. */
let unkept: string | null = null

/** Whatever stands in the storage: what cannot be read is no list. */
export function readAsked(text: string | null): readonly string[] {
  try {
    return listSchema.parse(JSON.parse(text ?? '[]'))
  } catch {
    return none
  }
}

/** The newest first, each once. */
export const withAsked = (list: readonly string[], question: string): string[] => [question, ...list.filter((other) => other !== question)].slice(0, most)

function read(): readonly string[] {
  const text = stored()
  if (text !== cached.text) cached = { text, list: readAsked(text) }
  return cached.list
}

function keep(list: readonly string[]): void {
  const text = JSON.stringify(list)
  try {
    localStorage.setItem(storageKey, text)
    unkept = null
  } catch {
    unkept = text
  }
  for (const listener of listeners) listener()
}

export const rememberAsked = (question: string): void => keep(withAsked(read(), question))
export const forgetAsked = (): void => keep([])

/** Questions that were asked in this browser. The engine knows nothing of this list. */
export const useAsked = (): readonly string[] => useSyncExternalStore(subscribe, read, () => none)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function stored(): string | null {
  try {
    return unkept ?? localStorage.getItem(storageKey)
  } catch {
    return unkept
  }
}
