import type { SpecWords } from '../../../lib/contract/spec-words.ts'
import { count, duration } from '../words/format.ts'

/** 262144 → "256 KiB" */
export function bytes(n: number): string {
  if (n < 1024) return `${count(n)} bytes`
  return n < 1_048_576 ? `${Number((n / 1024).toFixed(1))} KiB` : `${Number((n / 1_048_576).toFixed(1))} MiB`
}

export const limitWords = ({ timeoutMs, heapMb, rssMb, cpuSeconds, outputBytes }: SpecWords['limits']): (readonly [string, string])[] => [
  ['Time for one answer', duration(timeoutMs)], ['Heap', `${count(heapMb)} MB`], ['Memory of its process', `${count(rssMb)} MB`],
  ['CPU time', duration(cpuSeconds * 1000)], ['Output', bytes(outputBytes)],
]

/** "Less time and less output." */
export function fitnessWords(fitness: SpecWords['fitness']): string {
  if (fitness.length === 0) return 'Nothing that is measured: all versions that are right are worth the same.'
  const parts = fitness.map(({ measure, more }) => `${more === 'better' ? 'more' : 'less'} ${measure}`)
  const text = parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}, with everything else alike.`
}
