import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** Why there is nothing here, and what fills it. */
export function Empty({ why, children, className }: { why: string; children?: ReactNode; className?: string }) {
  return (
    <div className={clsx('flex flex-1 flex-col items-start justify-center gap-3 p-4', className)}>
      <div aria-hidden className="scales h-6 w-full max-w-48" />
      <p className="max-w-prose text-sm text-soft">{why}</p>
      {children}
    </div>
  )
}
