'use client'
import type { z } from 'zod'
import type { sessionListSchema } from '../../../lib/contract/access.ts'
import { Empty } from '../frame/empty.tsx'
import { Panel } from '../frame/panel.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { SessionRow } from './session-row.tsx'
import { useMay, useWho } from './use-may.ts'

/** Who is signed in, from where; an operator can end each of them. */
export function Sessions() {
  const who = useWho()
  const { may, why } = useMay('operator')
  return (
    <Panel title="Sessions">
      {who === null ? <Skeleton className="m-4 h-24" />
        : who.isOpen ? <Empty why="Nobody needs to sign in: this server listens on its own machine alone and has no password. Set OUROBOROS_OPERATOR_PASSWORD and start it again, and who comes in is listed here." />
          : !may ? <Empty why={`Who else is signed in is for operators to know. ${why}`} />
            : <List />}
    </Panel>
  )
}

function List() {
  const { data, error, reload } = useResource<z.infer<typeof sessionListSchema>>('/api/sessions', getJson)
  if (error !== null) return <div className="p-4"><Trouble error={error} retry={reload} /></div>
  if (!data) return <Skeleton className="m-4 h-24" />
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <ul aria-label="Sessions">{data.sessions.map((row) => <SessionRow key={row.id} row={row} reload={reload} />)}</ul>
      <p className="border-t border-line px-4 py-3 text-sm text-soft">To let somebody in: <code className="font-mono">bin/ouroboros invite --role player</code> makes a link that works once, within an hour.</p>
    </div>
  )
}
