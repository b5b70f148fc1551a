'use client'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { plainText } from '../log/ansi.ts'
import { visible } from '../log/visible.ts'
import { getText, ProblemError } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'

const most = 400

/** What the pulse printed, as text: whatever is in it is shown, and nothing of it is obeyed. */
export function PulseOutput({ seq }: { seq: number }) {
  const { data, error, isLoading, reload } = useResource(`/api/events/${seq}/attachment`, getText)
  return (
    <section aria-label="Output" className="flex min-w-0 flex-col gap-1">
      <h4 className="caption">Output</h4>
      {isLoading ? <Skeleton className="h-16" />
        : error instanceof ProblemError && error.code === 'attachment-unknown' ? <p className="text-sm text-soft">It printed nothing, or its output is no longer kept.</p>
          : data === null ? <Trouble error={error} retry={reload} />
            : <Lines text={data} />}
    </section>
  )
}

function Lines({ text }: { text: string }) {
  const lines = text.replace(/\n$/, '').split('\n')
  return (
    <>
      <pre tabIndex={0} role="region" aria-label="Lines of output" dir="ltr" className="max-h-56 overflow-auto bg-well p-2 font-mono text-sm focus-visible:-outline-offset-2">{lines.slice(-most).map((line) => visible(plainText(line))).join('\n')}</pre>
      {lines.length > most && <p className="text-xs text-soft">The last {most} of {lines.length} lines.</p>}
    </>
  )
}
