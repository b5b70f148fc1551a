'use client'
import type { AppView } from '../../../lib/contract/factory/app-view.ts'
import type { OrganismState } from '../../../lib/contract/organism.ts'
import { useLive } from '../wire/use-live.tsx'

const none: Record<string, AppView> = {}

/** The apps as they are shown, the newest thing first. */
export function useApps(): AppView[] {
  const apps = useLive(({ view }) => view?.apps ?? none)
  return Object.values(apps).toSorted((a, b) => (b.making?.startedAt ?? 0) - (a.making?.startedAt ?? 0))
}

/** How an organism is; null where there is none of this name. */
export function useStateOf(): (organism: string) => OrganismState | null {
  const organisms = useLive(({ view }) => view?.organisms)
  return (organism) => organisms?.[organism]?.state ?? null
}
