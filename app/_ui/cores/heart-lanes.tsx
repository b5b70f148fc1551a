import { clsx } from 'clsx'
import type { Lane } from './heart-history.ts'

/** Who led and who stood by, as two lanes over the same time as the chart above them: thick leads, thin stands by, nothing was not heard. */
export function HeartLanes({ lanes, from, to }: { lanes: readonly Lane[]; from: number; to: number }) {
  const place = (at: number): number => (100 * (Math.max(from, at) - from)) / Math.max(1, to - from)
  return (
    <div className="flex flex-col gap-1 pr-6">
      {lanes.map(({ core, stretches }) => (
        <div key={core} className="flex items-center">
          <span className="w-14 shrink-0 pr-2 text-right font-mono text-sm text-soft">{core}</span>
          <div className="relative h-5 min-w-0 flex-1 bg-well">
            {stretches.map(({ from: began, to: ended, role, epoch }) => {
              const left = place(began)
              const width = Math.max(0.3, place(ended) - left)
              return (
                <div
                  key={began} style={{ left: `${left}%`, width: `${width}%` }}
                  className={clsx('absolute overflow-hidden text-xs leading-4 whitespace-nowrap text-ground', role === 'active' ? 'top-0.5 h-4 bg-healthy' : 'top-2.25 h-0.5 bg-idle')}
                >
                  {role === 'active' && width > 8 && <span className="px-1 font-medium tabular-nums">epoch {epoch}</span>}
                </div>
              )
            })}
          </div>
        </div>
      ))}
    </div>
  )
}
