'use client'
import type { AppView } from '../../../lib/contract/factory/app-view.ts'
import type { TestFile } from '../../../lib/contract/factory/scenario.ts'
import { Empty } from '../frame/empty.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { visible } from '../log/visible.ts'
import { getJson } from '../wire/api.ts'
import { useEngineNow } from '../wire/use-live.tsx'
import { useResource } from '../wire/use-resource.ts'
import { ago, counted, duration } from '../words/format.ts'
import type { Sign } from '../words/state.ts'
import { waitingSign } from './app-signs.ts'

const holds: Sign = { shape: '●', word: 'holds', tone: 'healthy' }
const fails: Sign = { shape: '✖', word: 'fails', tone: 'crashed' }

/** What has to hold, and whether it did when it was played last. */
export function AppTests({ app: { id, checks } }: { app: AppView }) {
  const { data, error, isLoading, reload } = useResource<TestFile>(`/api/apps/${id}/tests`, getJson)
  const now = useEngineNow(5000)
  const last = checks.at(-1)
  if (isLoading) return <Skeleton className="min-h-64 flex-1" />
  if (data === null) return <Trouble error={error} retry={reload} />
  if (data.scenarios.length === 0) return <Empty why="Nothing says what it has to do: test.yaml has no scenario." />
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <p className="text-sm text-soft">
        {last ? `${last.passed} of ${last.passed + last.failed.length} held ${ago(now - last.at)}, in ${duration(last.ms)}.` : 'They have not been played since this engine began.'}
        {data.changes.length > 0 && ` ${counted(data.changes.length, 'scenario')} had to say something else than before: test.yaml says why.`}
      </p>
      <ul aria-label="Scenarios" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
        {data.scenarios.map((scenario) => {
          const failure = last?.failed.find(({ scenario: failed }) => failed === scenario.id)
          return (
            <li key={scenario.id} className="grid grid-cols-[6rem_minmax(0,1fr)] gap-3 border-t border-line px-1 py-1.5 text-sm">
              <SignMark sign={last === undefined ? waitingSign : failure ? fails : holds} />
              <span>
                {visible(scenario.title)} <span className="text-soft">· {scenario.of ?? 'the whole app'} · {counted(scenario.steps.length, 'step')}{scenario.iteration > 1 && ` · iteration ${scenario.iteration}`}</span>
                {failure && <span className="block font-mono text-alarm [overflow-wrap:anywhere]">{visible(failure.why)}</span>}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
