import type { EventData } from '../../../lib/contract/event.ts'
import type { Json } from '../../../lib/contract/json.ts'
import { bytes } from '../spec/words.ts'
import { count, counted, duration } from '../words/format.ts'

const longest = 4000

/** A value as JSON, cut where it would fill the page. */
export function valueText(value: Json): string {
  const text = JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

/** The record of a pulse's process, as names and values. */
export function recordRows({ run, workMs, fitness, probe }: EventData<'pulse-end'>): [string, string][] {
  const worth: [string, string][] = [['Work', duration(workMs)], ...(fitness === null ? [] : [['Fitness', String(Number(fitness.toPrecision(4)))] as [string, string]]), ...(probe ? [['Kind', 'health probe'] as [string, string]] : [])]
  if (!run) return [...worth, ['Process', 'lives on after the pulse']]
  return [
    ...worth,
    ['Ended', run.signal !== null ? `by ${run.signal}` : `with exit code ${run.exitCode ?? 'unknown'}`],
    ...(run.stopReason === null ? [] : [['Stopped for', run.stopReason] as [string, string]]),
    ['Wall clock', duration(run.wallMs)],
    ['First output', run.firstOutputMs === null ? 'none' : duration(run.firstOutputMs)],
    ['CPU', run.cpuMs === null ? 'not measured' : duration(run.cpuMs)],
    ['Peak memory', run.peakRssMb === null ? 'not measured' : `${Number(run.peakRssMb.toFixed(1))} MB`],
    ['Printed', `${counted(run.output.lines, 'line')}, ${bytes(run.output.bytes)}${run.output.skippedLines > 0 ? `, ${count(run.output.skippedLines)} skipped` : ''}`],
    ['Sandbox', `tier ${run.tier}, network ${run.network}`],
    ['Process', run.pid === null ? 'never started' : `pid ${run.pid}`],
    ...(run.refusedLimits.length === 0 ? [] : [['Limits not set', run.refusedLimits.join('; ')] as [string, string]]),
  ]
}
