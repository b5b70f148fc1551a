'use client'
import dynamic from 'next/dynamic'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { getText } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'

const loading = () => <Skeleton className="m-4 h-24" />

/** The diff view, loaded when the first diff is looked at. */
export const Diff = dynamic(() => import('./diff.tsx').then((module) => module.Diff), { ssr: false, loading })

/** What changed from one version to another. */
export function GenomeDiff({ id, against }: { id: string; against: string }) {
  const { data, error, isLoading, reload } = useResource(`/api/genomes/${id}/diff?against=${against}`, getText)
  if (isLoading) return loading()
  return data === null ? <Trouble error={error} retry={reload} /> : <Diff text={data} />
}
