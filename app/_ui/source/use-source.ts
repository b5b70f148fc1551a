'use client'
import { useState } from 'react'
import type { z } from 'zod'
import type { genomeRowSchema } from '../../../lib/contract/api.ts'
import { getJson } from '../wire/api.ts'
import { useResource } from '../wire/use-resource.ts'

export type Source = z.infer<typeof genomeRowSchema> & { contents: Record<string, string> }

/** A version with its files. While another one is on its way the last one stays, by its own name. */
export function useSource(id: string | null): { source: Source | null; error: unknown; reload: () => void } {
  const { data, error, reload } = useResource<Source>(id === null ? null : `/api/genomes/${id}`, getJson)
  const [last, setLast] = useState<Source | null>(null)
  if (data && data !== last) setLast(data)
  return { source: data ?? last, error, reload }
}
