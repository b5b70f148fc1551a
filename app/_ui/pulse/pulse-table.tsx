import type { PulsePoint } from '../../../lib/contract/view.ts'
import { clockTime } from '../words/format.ts'
import { toneText, verdictTone } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'
import { measures, show } from './series.ts'

/** The chart's figures, newest first. */
export function PulseTable({ points }: { points: readonly PulsePoint[] }) {
  const columns = Object.values(measures)
  return (
    <div tabIndex={0} role="region" aria-label="Pulses" className="min-h-0 flex-1 overflow-auto">
      <table className="w-full text-left text-sm tabular-nums">
        <thead className="sticky top-0 bg-panel">
          <tr className="caption [&>th]:px-4 [&>th]:py-2 [&>th]:font-medium">
            <th scope="col">Pulse</th>
            <th scope="col">At</th>
            {columns.map(({ title }) => <th key={title} scope="col">{title}</th>)}
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody className="font-mono">
          {points.toReversed().map((point) => (
            <tr key={point.seq} className="border-t border-line [&>td]:px-4 [&>td]:py-1">
              <td>{point.number}</td>
              <td>{clockTime(point.at)}</td>
              {columns.map(({ title, read, unit }) => {
                const value = read(point)
                return <td key={title}>{value === null ? '–' : show(value, unit)}</td>
              })}
              <td className={toneText[verdictTone(point.verdict.kind)]}>{verdictVerbs[point.verdict.kind]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
