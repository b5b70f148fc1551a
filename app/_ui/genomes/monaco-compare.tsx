'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Segmented } from '../frame/segmented.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { shortGenome } from '../words/format.ts'

interface Source { contents: Record<string, string> }

const loading = () => <Skeleton className="m-4 h-96" />
const MonacoDiff = dynamic(() => import('../editor/monaco-diff.tsx').then((module) => module.MonacoDiff), { ssr: false, loading })

/** Two versions, whole, in the editor's own diff. */
export function MonacoCompare({ id, against }: { id: string; against: string }) {
  const after = useResource<Source>(`/api/genomes/${id}`, getJson)
  const before = useResource<Source>(`/api/genomes/${against}`, getJson)
  const [chosen, setChosen] = useState<string | null>(null)
  if (after.isLoading || before.isLoading) return loading()
  if (!after.data || !before.data) return <Trouble error={after.error ?? before.error} retry={after.data ? before.reload : after.reload} />
  const [old, young] = [before.data.contents, after.data.contents]
  const files = [...new Set([...Object.keys(old), ...Object.keys(young)])]
  const file = files.find((name) => name === chosen) ?? files.find((name) => old[name] !== young[name]) ?? files[0]
  if (file === undefined) return <p className="p-4 text-sm text-soft">Neither version has a file.</p>
  return (
    <div className="flex flex-col gap-2">
      {files.length > 1 && <div className="px-4"><Segmented label="File" value={file} options={files.map((name) => ({ value: name, label: old[name] === young[name] ? name : `${name} ≠` }))} onChange={setChosen} /></div>}
      <MonacoDiff label={`${file}: ${shortGenome(against)} and ${shortGenome(id)} in the editor`} file={file} before={old[file] ?? ''} after={young[file] ?? ''} />
    </div>
  )
}
