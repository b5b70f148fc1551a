'use client'
import { useMemo } from 'react'
import { bounds, type GenomeView, type OrganismView } from '../../../lib/contract/view.ts'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { mergeGenomes } from './genome-filter.ts'

/** Every version of an organism, newest first. The older ones are asked for once, where there may be some. */
export function useGenomes({ id, genomes }: OrganismView): readonly GenomeView[] {
  const { data } = useResource<{ genomes: GenomeView[] }>(genomes.length >= bounds.genomes ? `/api/genomes?organism=${id}&limit=1000` : null, getJson)
  return useMemo(() => mergeGenomes(genomes, data?.genomes ?? []), [genomes, data])
}
