'use client'
import { Braces, Cpu, Database } from 'lucide-react'
import { clsx } from 'clsx'
import type { z } from 'zod'
import type { faultRowSchema } from '../../../lib/contract/api.ts'
import type { FaultClass } from '../../../lib/contract/fault.ts'

export type FaultRow = z.infer<typeof faultRowSchema>

/** What hits Ouroboros itself has a room of its own. */
type OrganismFaultClass = Exclude<FaultClass, 'system'>

const classes: Record<OrganismFaultClass, { word: string; does: string; Icon: typeof Cpu }> = {
  code: { word: 'Code', does: 'edits its genome', Icon: Braces },
  runtime: { word: 'Runtime', does: 'hits its process', Icon: Cpu },
  data: { word: 'Data', does: 'spoils its input', Icon: Database },
}

const classOrder = ['code', 'runtime', 'data'] as const satisfies readonly OrganismFaultClass[]

export function FaultList({ faults, shown, select }: { faults: readonly FaultRow[]; shown: string; select: (id: string) => void }) {
  return classOrder.map((kind) => {
    const rows = faults.filter((fault) => fault.class === kind)
    const { word, does, Icon } = classes[kind]
    return rows.length > 0 && (
      <li key={kind}>
        <h3 id={`faults-${kind}`} className="caption sticky top-0 z-1 flex items-center gap-2 bg-panel px-4 pt-2 pb-1"><Icon aria-hidden className="size-3.5" strokeWidth={1.5} />{word}<span className="font-normal tracking-normal normal-case">{does}</span><span className="ml-auto font-normal tabular-nums">{rows.length}</span></h3>
        <ul aria-labelledby={`faults-${kind}`}>
          {rows.map((fault) => (
            <li key={fault.id}>
              <button
                type="button" aria-current={fault.id === shown ? 'true' : undefined} onClick={() => select(fault.id)}
                className={clsx('min-h-11 w-full border-l-2 px-3.5 py-1 text-left text-sm focus-visible:-outline-offset-2 wide:min-h-8', fault.id === shown ? 'border-text bg-raised' : 'border-transparent hover:bg-raised')}
              >
                {fault.label}
              </button>
            </li>
          ))}
        </ul>
      </li>
    )
  })
}
