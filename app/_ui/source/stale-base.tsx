'use client'
import { useState } from 'react'
import { Button } from '../frame/button.tsx'
import { explain, getJson } from '../wire/api.ts'
import { shortGenome } from '../words/format.ts'
import { carryOver } from './carry-over.ts'
import type { Draft } from './drafts.ts'
import type { Source } from './use-source.ts'

/** A change to a version that no longer runs: it says so, and carries it over when asked. */
export function StaleBase({ draft, base, running, keep }: { draft: Draft; base: Source; running: string; keep: (next: Draft | null) => void }) {
  const [said, setSaid] = useState<string | null>(null)
  const carry = async () => {
    try {
      const now = await getJson<Source>(`/api/genomes/${running}`)
      const { files, unfit } = carryOver(draft.files, base.contents, now.contents)
      keep(Object.keys(files).length === 0 ? null : { ...draft, base: running, files })
      if (unfit.length > 0) setSaid(`In ${unfit.join(', ')} both have changed the same lines: your whole text stands there, and takes back what ${shortGenome(running)} changed.`)
    } catch (error) {
      setSaid(explain(error).detail)
    }
  }
  const isStale = draft.base !== running
  if (!isStale && said === null) return null
  return (
    <section aria-label="Another version runs" role="status" className="flex flex-col items-start gap-2 border-l-2 border-degraded pl-3 text-sm">
      {isStale && (
        <>
          <p><span aria-hidden className="text-degraded">▲ </span>You changed {shortGenome(draft.base)}, and {shortGenome(running)} runs by now. Nothing that you typed is lost.</p>
          <Button size="small" onClick={() => void carry()}>Carry it over to {shortGenome(running)}</Button>
        </>
      )}
      {said !== null && <p className="text-soft">{said}</p>}
    </section>
  )
}
