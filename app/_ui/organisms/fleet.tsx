'use client'
import Link from 'next/link'
import { useLive } from '../wire/use-live.tsx'
import { RefusedFolders } from './refused-folders.tsx'

/** All organisms at a glance. */
export function Fleet() {
  const organisms = useLive(({ view }) => view?.organisms)
  return (
    <div className="p-3">
      <ul>{Object.values(organisms ?? {}).map(({ id }) => <li key={id}><Link href={`/organisms/${id}`}>{id}</Link></li>)}</ul>
      <RefusedFolders />
    </div>
  )
}
