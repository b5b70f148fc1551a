'use client'
import { Panel } from '../frame/panel.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import type { Resource } from '../wire/use-resource.ts'
import { counted } from '../words/format.ts'
import type { Vocabulary } from './near-examples.ts'

/** What can be asked of: each view, and what its columns mean. */
export function ViewList({ vocabulary: { data, error, isLoading, reload }, className }: { vocabulary: Resource<Vocabulary>; className?: string }) {
  return (
    <Panel title="Views" {...(className && { className })} aside={data && <span className="ml-auto text-xs text-soft tabular-nums">{counted(data.views.length, 'view')}</span>}>
      <div tabIndex={0} role="region" aria-label="Views: all" className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
        {isLoading && <Skeleton className="m-4 mt-0 min-h-24" />}
        {!isLoading && !data && <div className="p-4 pt-0"><Trouble error={error} retry={reload} /></div>}
        <ul>
          {data?.views.map(({ name, about, columns }) => (
            <li key={name} className="border-t border-line">
              <details>
                <summary className="flex min-h-11 items-center gap-3 px-4 text-sm hover:bg-raised focus-visible:-outline-offset-2 wide:min-h-8">
                  <span className="font-mono font-medium">{name}</span><span className="ml-auto shrink-0 text-xs text-soft tabular-nums">{counted(columns.length, 'column')}</span>
                </summary>
                <p className="px-4 pt-1 text-sm text-soft">{about}</p>
                <dl className="flex flex-col gap-1.5 px-4 pt-2 pb-3 text-sm">
                  {columns.map(({ name: column, kind, about: means }) => (
                    <div key={column}>
                      <dt className="flex items-baseline gap-2"><span className="font-mono">{column}</span><span className="text-xs text-soft">{kind}</span></dt>
                      <dd className="text-soft">{means}</dd>
                    </div>
                  ))}
                </dl>
              </details>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  )
}
