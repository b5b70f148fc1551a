'use client'
import dynamic from 'next/dynamic'
import { Segmented } from '../frame/segmented.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { getText } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { diffLayouts, useDiffLayout } from './diff-layout.ts'

const loading = () => <Skeleton className="m-4 h-24" />

/** The diff view, loaded when the first diff is looked at. */
export const Diff = dynamic(() => import('./diff.tsx').then((module) => module.Diff), { ssr: false, loading })

/** What changed from one version to another. With a switch, the reader may have it side by side. */
export function GenomeDiff({ id, against, hasSwitch = false }: { id: string; against: string; hasSwitch?: boolean }) {
  const { data, error, isLoading, reload } = useResource(`/api/genomes/${id}/diff?against=${against}`, getText)
  const [layout, setLayout] = useDiffLayout()
  if (isLoading) return loading()
  if (data === null) return <Trouble error={error} retry={reload} />
  return (
    <>
      {hasSwitch && data !== '' && (
        <div className="flex justify-end px-4 pb-1 print:hidden">
          <Segmented label="Drawn as" value={layout} options={diffLayouts.map((value) => ({ value, label: words[value] }))} onChange={(value) => void setLayout(value)} />
        </div>
      )}
      <Diff text={data} layout={hasSwitch ? layout : 'unified'} />
    </>
  )
}

const words = { unified: 'Unified', split: 'Side by side' }
