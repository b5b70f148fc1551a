'use client'
import { useMemo } from 'react'
import type { GenomeView, OrganismView } from '../../../lib/contract/view.ts'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'
import { mergeGenomes } from './genome-filter.ts'

/** So many versions the live view holds; where it is full, there may be older ones. */
const liveMost = 100

/** Every version of an organism, newest first. The older ones are asked for once, where there may be some. */
export function useGenomes({ id, genomes }: OrganismView): readonly GenomeView[] {
  const { data } = useResource<{ genomes: GenomeView[] }>(genomes.length >= liveMost ? `/api/genomes?organism=${id}&limit=1000` : null, getJson)
  return useMemo(() => mergeGenomes(genomes, data?.genomes ?? []), [genomes, data])
}
