'use client'
import { useQueryStates } from 'nuqs'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { useIsWide } from '../frame/use-is-wide.ts'
import { LazyEditor } from '../source/lazy-editor.tsx'
import { SourceListing } from '../source/source-listing.tsx'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { factoryAddress } from './factory-address.ts'

interface FileList { components: { id: string; files: { path: string; iteration: number; text: string }[] }[] }

/** The texts that are in force, each with the iteration that wrote it. */
export function AppFiles({ app }: { app: string }) {
  const [{ file: asked }, setAddress] = useQueryStates(factoryAddress)
  const { data, error, isLoading, reload } = useResource<FileList>(`/api/apps/${app}/files`, getJson)
  const isWide = useIsWide()
  if (isLoading) return <Skeleton className="min-h-64 flex-1" />
  if (data === null) return <Trouble error={error} retry={reload} />
  const all = data.components.flatMap((component) => component.files.map((file) => ({ ...file, name: `${component.id}/${file.path}` })))
  const file = all.find(({ name }) => name === asked) ?? all[0]
  if (file === undefined) return null
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2">
      <label className="flex items-center gap-3 text-sm">
        <span className="sr-only">File</span>
        <select value={file.name} onChange={(event) => void setAddress({ file: event.target.value })} className="min-h-11 min-w-0 border border-edge bg-panel px-3 font-mono wide:min-h-9">
          {data.components.map((component) => (
            <optgroup key={component.id} label={component.id}>
              {component.files.map(({ path }) => <option key={path} value={`${component.id}/${path}`}>{component.id}/{path}</option>)}
            </optgroup>
          ))}
        </select>
        <span className="text-soft">iteration {file.iteration}</span>
      </label>
      {isWide
        ? <LazyEditor key={file.name} label={`Text of ${file.name}`} file={file.path} text={file.text} marks={none} failure="" isFailing={false} isReadOnly aim={null} onType={nothing} />
        : <SourceListing label={`Text of ${file.name}`} text={file.text} marks={none} line={null} />}
    </div>
  )
}

const none: [] = []
const nothing = (): void => undefined
