import { clsx } from 'clsx'

/** Holds the place of what is on its way, at its size, so that nothing moves when it comes. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={clsx('scales animate-breathe', className)} />
}
