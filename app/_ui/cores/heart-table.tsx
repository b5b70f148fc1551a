import { clockTime, duration } from '../words/format.ts'
import type { Bucket } from './heart-history.ts'

/** The chart's figures by the minute, newest first. */
export function HeartTable({ buckets, names }: { buckets: readonly Bucket[]; names: readonly string[] }) {
  return (
    <div tabIndex={0} role="region" aria-label="Heartbeats by the minute" className="relative min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2">
      <table className="w-full text-left text-sm tabular-nums">
        <thead className="sticky top-0 bg-panel">
          <tr className="caption [&>th]:px-4 [&>th]:py-1.5 [&>th]:font-medium">
            <th scope="col">Minute</th><th scope="col">Leads</th>
            {names.map((name) => <th key={name} scope="col">Beats of {name}</th>)}
            <th scope="col">Greatest lag</th>
          </tr>
        </thead>
        <tbody className="font-mono">
          {buckets.toReversed().map(({ at, leader, beats, lagMs }) => (
            <tr key={at} className="border-t border-line [&>td]:px-4 [&>td]:py-1">
              <td>{clockTime(at).slice(0, 5)}</td><td>{leader ?? 'nobody'}</td>
              {names.map((name) => <td key={name}>{beats[name] ?? 0}</td>)}
              <td>{lagMs === null ? '–' : duration(lagMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
