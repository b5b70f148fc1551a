'use client'
import { ChevronRight, RotateCw } from 'lucide-react'
import Link from 'next/link'
import { Button } from '../frame/button.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { incidentHref } from '../incidents/incident-href.ts'
import { useCommand } from '../wire/use-command.ts'
import { useNow } from '../wire/use-live.tsx'
import { ago, duration } from '../words/format.ts'
import { endSigns, openSign } from '../words/state.ts'
import { injectionSign } from './injection-signs.ts'
import type { InjectionRow } from './use-history.ts'
import { whereOf } from './where-of.ts'

const cell = 'px-2 py-1.5 align-top wide:first:pl-4'

/** One injection: a row of the table, on a phone a card. */
export function HistoryRow({ row }: { row: InjectionRow }) {
  const now = useNow(5000)
  const { run, isBusy } = useCommand()
  const { organism, fault, seed, intensity, ttlMs, at } = row
  const again = () => run('/api/chaos', { ...(organism !== '' && { organism }), fault, seed, intensity, ttlMs, ...(at !== undefined && { at }) })
  return (
    <tr className="border-t border-line max-wide:grid max-wide:grid-cols-[minmax(0,1fr)_auto] max-wide:px-2 max-wide:py-2">
      <td className={`${cell} whitespace-nowrap text-soft tabular-nums max-wide:order-2 max-wide:text-right`} title={new Date(row.preparedAt).toISOString()}>{ago(now - row.preparedAt)}</td>
      <th scope="row" className={`${cell} text-left font-medium max-wide:order-1`}>
        {row.label}
        <span className="block max-w-prose text-xs font-normal text-soft wide:line-clamp-1" title={row.summary}>{row.summary}</span>
      </th>
      <td className={`${cell} max-wide:order-3`}>{organism === '' ? 'in Ouroboros itself' : organism}</td>
      <td className={`${cell} whitespace-nowrap font-mono text-xs leading-5 text-soft tabular-nums max-wide:order-4 max-wide:text-right`}>{seed}, {intensity}</td>
      <td className={`${cell} max-wide:order-5 max-wide:self-center`} title={row.why ?? undefined}><SignMark sign={injectionSign(row.end)} /></td>
      <td className={`${cell} max-wide:order-6 max-wide:self-center max-wide:text-right`}><LedTo row={row} /></td>
      <td className={`${cell} text-right max-wide:order-7 max-wide:col-span-2 wide:pr-4`}>
        <Button needs={organism === '' ? 'operator' : 'player'} size="small" className="max-wide:w-full" disabled={isBusy} aria-label={`${row.label} in ${whereOf(organism)} again, just as it was`} onClick={again}>
          <RotateCw aria-hidden className="size-3.5" strokeWidth={1.5} />Again
        </Button>
      </td>
    </tr>
  )
}

function LedTo({ row: { incident, organism, injectedAt, end } }: { row: InjectionRow }) {
  if (organism === '') return <Link href="/cores" className="inline-flex min-h-11 items-center gap-2 hover:bg-raised wide:min-h-0">the cores<ChevronRight aria-hidden className="size-4 text-soft" strokeWidth={1.5} /></Link>
  if (!incident) return <span className="text-soft">{injectedAt === null ? 'never in force' : end === null ? 'nothing yet' : 'nobody noticed'}</span>
  const sign = incident.end === null ? openSign : endSigns[incident.end]
  return (
    <Link href={incidentHref({ id: incident.id, organism })} className="inline-flex min-h-11 items-center gap-2 hover:bg-raised wide:min-h-0">
      <SignMark sign={sign} />{incident.healMs !== null && <span className="text-soft tabular-nums">{duration(incident.healMs)}</span>}
      <ChevronRight aria-hidden className="size-4 text-soft" strokeWidth={1.5} />
    </Link>
  )
}
