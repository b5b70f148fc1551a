import type { IncidentTimes } from '../../../lib/contract/incident-spans.ts'
import { SignMark } from '../frame/sign-mark.tsx'
import { visible } from '../log/visible.ts'
import { duration } from '../words/format.ts'
import { spanSign, stageWords } from './span-looks.ts'

/** The same spans in rows, for who would rather read. */
export function SpanTable({ times: { spans } }: { times: IncidentTimes }) {
  return (
    <div tabIndex={0} role="region" aria-label="Spans as a table" className="overflow-x-auto">
      <table className="w-full min-w-140 text-left text-sm">
        <thead><tr className="text-soft">{['Stage', 'Rung', 'Outcome', 'From', 'For', 'What'].map((name) => <th key={name} scope="col" className={`py-1 pr-4 font-medium ${name === 'From' || name === 'For' ? 'text-right' : ''}`}>{name}</th>)}</tr></thead>
        <tbody>
          {spans.map((span, index) => (
            <tr key={index} className="border-t border-line align-top">
              <th scope="row" className="py-1 pr-4 font-medium">{stageWords[span.stage]}</th>
              <td className="py-1 pr-4">{span.rung ?? '–'}</td>
              <td className="py-1 pr-4"><SignMark sign={spanSign(span)} /></td>
              <td className="py-1 pr-4 text-right whitespace-nowrap tabular-nums">{duration(span.at)}</td>
              <td className="py-1 pr-4 text-right whitespace-nowrap tabular-nums">{duration(span.ms)}</td>
              <td className="py-1 [overflow-wrap:anywhere]">{visible(span.what)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
