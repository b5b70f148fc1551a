'use client'
import { useEffect, useState } from 'react'
import type { Loop } from './loop.ts'

const dwellMs = 420

/**
 * How much of the loop's trail to show: one step at a time, each long enough for an eye, however fast the engine
 * was. A page that is opened later shows where things stand, and replays nothing.
 * @returns steps to show; one more than the trail has once it is over and all of it was seen
 */
export function useTrail(loop: Loop | null): number {
  const incident = loop?.incident ?? null
  const length = loop ? loop.trail.length + (loop.end === null ? 0 : 1) : 0
  const [shown, setShown] = useState({ incident, steps: length })
  const steps = shown.incident === incident ? Math.min(shown.steps, length) : Math.min(1, length)
  useEffect(() => {
    if (steps >= length) return
    const timer = setTimeout(() => setShown({ incident, steps: steps + 1 }), dwellMs)
    return () => clearTimeout(timer)
  }, [incident, steps, length])
  return steps
}
