'use client'
import { clsx } from 'clsx'
import type { Incident } from '../../../lib/contract/incident.ts'
import { linesAround } from '../../../lib/contract/lines-around.ts'
import type { Frame } from '../../../lib/contract/verdict.ts'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { visible } from '../log/visible.ts'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { shortGenome } from '../words/format.ts'

/** Where it failed, innermost first, each frame with the source around it as it was in the version that failed. */
export function Frames({ incident: { verdict, genome } }: { incident: Incident }) {
  const { data, error, isLoading, reload } = useResource<{ contents: Record<string, string> }>(verdict.frames.length > 0 ? `/api/genomes/${genome}` : null, getJson)
  return (
    <section aria-label="What failed" className="flex min-w-0 flex-col gap-2">
      <h4 className="text-base font-semibold">What failed <span className="text-sm font-normal text-soft">in {shortGenome(genome)}</span></h4>
      <pre className="border-l-2 border-crashed bg-well px-3 py-2 font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">{visible(verdict.summary)}</pre>
      {verdict.frames.length === 0 && <p className="text-sm text-soft">No place in its source is known for this: nothing was thrown there.</p>}
      {isLoading && <Skeleton className="h-40" />}
      {error !== null && <Trouble error={error} retry={reload} />}
      <ol className="flex flex-col gap-1">
        {verdict.frames.map((frame, index) => <FrameSource key={index} frame={frame} text={data?.contents[frame.file]} isFirst={index === 0} isRead={data !== null} />)}
      </ol>
    </section>
  )
}

function FrameSource({ frame, text, isFirst, isRead }: { frame: Frame; text: string | undefined; isFirst: boolean; isRead: boolean }) {
  const { file, line, column } = frame
  const name = `${visible(frame.function ?? '(top level)')} ${visible(file)}:${line}:${column}`
  const lines = text === undefined ? [] : linesAround(text, line)
  return (
    <li>
      <details open={isFirst} className="group">
        <summary className="flex min-h-11 items-center gap-2 font-mono text-sm [overflow-wrap:anywhere] wide:min-h-7"><span aria-hidden className="text-soft group-open:rotate-90">›</span>at {name}</summary>
        {lines.length === 0
          ? isRead && <p className="border border-dashed border-line p-3 text-sm text-soft">This version has no such line: what stood there cannot be shown.</p>
          : (
            <div tabIndex={0} role="region" aria-label={`Source around ${name}`} className="overflow-x-auto bg-well py-1 font-mono text-sm">
              <div className="w-max min-w-full">
                {lines.map(({ number, content }) => (
                  <div key={number} dir="ltr" className={clsx('flex border-l-2 whitespace-pre tab-2 [unicode-bidi:isolate]', number === line ? 'border-crashed bg-crashed/15' : 'border-transparent text-soft')}>
                    <span aria-hidden className="w-12 shrink-0 pr-2 text-right text-xs leading-5 text-mist select-none">{number}</span>
                    <span aria-hidden className="w-5 shrink-0 text-alarm select-none">{number === line ? '✖' : ''}</span>
                    {number === line && <span className="sr-only">it failed here: </span>}
                    <code className="pr-4">{visible(content)}</code>
                  </div>
                ))}
              </div>
            </div>
          )}
      </details>
    </li>
  )
}
