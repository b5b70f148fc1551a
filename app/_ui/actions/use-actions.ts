'use client'
import { useEffect } from 'react'
import type { ActionProgram } from '../../../lib/contract/action.ts'
import type { Command } from '../../../lib/contract/command.ts'
import { getJson } from '../wire/api.ts'
import { useLiveStore } from '../wire/use-live.tsx'
import { useResource, type Resource } from '../wire/use-resource.ts'

export interface ActionList { allowed: ActionProgram[]; recent: Command[] }

/** Which programs may be run, and those that were, asked for anew whenever a command has ended. */
export function useActions(isAsked: boolean): Resource<ActionList> {
  const live = useLiveStore()
  const resource = useResource<ActionList>(isAsked ? '/api/actions' : null, getJson)
  const { reload } = resource
  useEffect(() => live.onEvents((batch) => { if (batch.some(({ kind }) => kind === 'command-end')) reload() }), [live, reload])
  return resource
}
