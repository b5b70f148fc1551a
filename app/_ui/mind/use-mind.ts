'use client'
import { useEffect } from 'react'
import type { MindState } from '../../../lib/contract/mind-state.ts'
import { getJson } from '../wire/api.ts'
import { useLive } from '../wire/use-live.tsx'
import { useResource, type Resource } from '../wire/use-resource.ts'

/** The language models and what they have used, asked for anew when a call has ended or somebody has changed something. */
export function useMind(): Resource<MindState> {
  const ended = useLive(({ view }) => view?.calls.filter(({ end }) => end !== null).at(-1)?.call)
  const settings = useLive(({ view }) => view?.settings)
  const learning = useLive(({ view }) => view?.learningUntil)
  const resource = useResource<MindState>('/api/mind', getJson)
  const { reload } = resource
  useEffect(() => reload(), [reload, ended, settings, learning])
  return resource
}
