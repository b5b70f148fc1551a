'use client'
import { clsx } from 'clsx'
import Link from 'next/link'
import type { Incident } from '../../../lib/contract/incident.ts'
import { incidentHref } from '../incidents/incident-href.ts'
import { shapeOf } from '../incidents/heat.ts'
import { visible } from '../log/visible.ts'
import { counted, shortGenome } from '../words/format.ts'
import { incidentSign } from '../words/rungs.ts'
import { SignMark } from '../frame/sign-mark.tsx'
import { markWords, type Mark } from './marks.ts'

const most = 8

/** What failed last, and where: each mark in words, and the way to its line. */
export function MarkList({ incident, marks, isFailing, aim }: { incident: Incident; marks: readonly Mark[]; isFailing: boolean; aim: (mark: Mark) => void }) {
  const worst = marks.toSorted((a, b) => Number(b.failedAt !== null) - Number(a.failedAt !== null) || b.suspicion - a.suspicion).slice(0, most)
  return (
    <section aria-label="What failed" className="flex flex-col gap-2">
      <h3 className="caption">{incident.end === null ? 'What fails now' : 'What failed last'}</h3>
      <p className="font-mono text-sm [overflow-wrap:anywhere]">{visible(incident.verdict.summary)}</p>
      <p className="flex flex-wrap items-center gap-x-3 text-sm"><SignMark sign={incidentSign(incident)} /><Link href={incidentHref(incident)} className="text-soft underline max-wide:inline-flex max-wide:min-h-11 max-wide:items-center">its whole story</Link></p>
      {!isFailing && <p className="text-sm text-soft">It failed in {shortGenome(incident.genome)}; the marks stand where those lines are in this version.</p>}
      {worst.length === 0
        ? <p className="text-sm text-soft">None of its lines is known by name{isFailing ? '' : ', or none is left in this version'}.</p>
        : (
          <ul aria-label="Marked lines" className="flex flex-col">
            {worst.map((mark) => (
              <li key={`${mark.file}:${mark.line}`}>
                <button type="button" onClick={() => aim(mark)} className="flex min-h-11 w-full items-center gap-2 px-1 text-left text-sm hover:bg-raised wide:min-h-7">
                  <span aria-hidden className={clsx('w-4 shrink-0 text-center font-mono', mark.failedAt !== null ? 'text-alarm' : 'text-degraded')}>{mark.failedAt !== null ? '✖' : shapeOf(mark.suspicion)}</span>
                  <span className="shrink-0 font-mono tabular-nums">{mark.file}:{mark.line}</span>
                  <span className="min-w-0 truncate text-soft">{markWords(mark)}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      {marks.length > most && <p className="text-xs text-soft">and {counted(marks.length - most, 'more line', 'more lines')}, marked in the margin</p>}
    </section>
  )
}
