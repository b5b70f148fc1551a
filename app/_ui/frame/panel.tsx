import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { StaleMark } from './stale-mark.tsx'

interface PanelProps {
  /** Names the region for all readers. */
  title: string
  /** Right end of the title line. */
  aside?: ReactNode
  className?: string
  children: ReactNode
  id?: string
}

export function Panel({ title, aside, className, children, id }: PanelProps) {
  return (
    <section aria-label={title} id={id} className={clsx('panel', className)}>
      <header className="@container flex min-h-10 shrink-0 items-center gap-3 pr-6 pl-4">
        <h2 className="caption wide:shrink-0">{title}</h2>
        <StaleMark />
        {aside}
      </header>
      {children}
    </section>
  )
}
