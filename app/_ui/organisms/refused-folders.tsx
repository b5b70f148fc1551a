'use client'
import { useLive } from '../wire/use-live.tsx'

/** Folders that could not be taken in, named with their error. Nothing where all are well. */
export function RefusedFolders() {
  const refused = useLive(({ view }) => view?.refused)
  if (!refused || refused.length === 0) return null
  return (
    <ul aria-label="Folders that could not be taken in" className="flex flex-col gap-2 p-3.5">
      {refused.map(({ folder, error }) => (
        <li key={folder} className="border-l-2 border-crashed pl-3 text-sm">
          <p><span aria-hidden className="text-alarm">✖ </span><strong className="font-medium">{folder}</strong> cannot live</p>
          <p className="font-mono text-xs [overflow-wrap:anywhere] text-soft">{error}</p>
        </li>
      ))}
    </ul>
  )
}
