import type { z } from 'zod'
import type { heartbeatSchema } from '../../../lib/contract/api.ts'

export type Beat = z.infer<typeof heartbeatSchema>

/** A stretch in which a core was heard again and again, in one role. */
export interface Stretch { from: number; to: number; role: Beat['role']; epoch: number }

export interface Lane { core: string; stretches: Stretch[] }

/** Without a beat for so long, a stretch is over: they are kept once a second. */
const gapMs = 2500

/** Each core's stretches, by name. Beats are oldest first. */
export function lanesOf(beats: readonly Beat[]): Lane[] {
  const lanes = new Map<string, Stretch[]>()
  for (const { core, at, role, epoch } of beats) {
    const stretches = lanes.get(core) ?? []
    const last = stretches.at(-1)
    if (last && at - last.to <= gapMs && last.role === role && last.epoch === epoch) last.to = at
    else stretches.push({ from: at, to: at, role, epoch })
    lanes.set(core, stretches)
  }
  return [...lanes].map(([core, stretches]) => ({ core, stretches })).sort((a, b) => a.core.localeCompare(b.core))
}

export interface Bucket {
  /** Its beginning. */
  at: number
  /** The greatest lag in it, ms; null where nobody echoed. */
  lagMs: number | null
  /** Who led when it ended. */
  leader: string | null
  beats: Record<string, number>
}

/** The hour in equal pieces, oldest first, from the first beat on. */
export function bucketsOf(beats: readonly Beat[], bucketMs: number): Bucket[] {
  const first = beats[0]
  if (!first) return []
  const begin = Math.floor(first.at / bucketMs)
  const buckets = Array.from({ length: Math.floor(beats.at(-1)!.at / bucketMs) - begin + 1 }, (_, index): Bucket => ({ at: (begin + index) * bucketMs, lagMs: null, leader: null, beats: {} }))
  for (const { core, at, role, lagMs } of beats) {
    const bucket = buckets[Math.floor(at / bucketMs) - begin]
    if (!bucket) continue
    bucket.beats[core] = (bucket.beats[core] ?? 0) + 1
    if (lagMs !== null) bucket.lagMs = Math.max(bucket.lagMs ?? 0, lagMs)
    if (role === 'active') bucket.leader = core
  }
  return buckets
}
