'use client'
import { useEffect } from 'react'
import type { z } from 'zod'
import type { settingListSchema } from '../../../lib/contract/settings-list.ts'
import { getJson } from '../wire/api.ts'
import { useLive } from '../wire/use-live.tsx'
import { useResource, type Resource } from '../wire/use-resource.ts'

type SettingList = z.infer<typeof settingListSchema>
export type SettingRow = SettingList['settings'][number]

/** Every setting, asked for anew when somebody has changed one. */
export function useSettings(): Resource<SettingList> {
  const changed = useLive(({ view }) => view?.settings)
  const demo = useLive(({ view }) => view?.demo)
  const resource = useResource<SettingList>('/api/settings', getJson)
  const { reload } = resource
  useEffect(() => reload(), [reload, changed, demo])
  return resource
}
