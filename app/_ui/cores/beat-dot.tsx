'use client'
import { clsx } from 'clsx'

/** A heart that moves once whenever its core is heard, and only then: where nobody is heard it stands still. */
export function BeatDot({ heardAt, shape, className }: { heardAt: number | null; shape: string; className?: string }) {
  return <span key={heardAt ?? 'never'} aria-hidden className={clsx('inline-block w-[1em] text-center leading-none', heardAt !== null && 'animate-heard', className)}>{shape}</span>
}
