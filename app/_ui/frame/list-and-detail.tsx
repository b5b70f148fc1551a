import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'

interface ListAndDetailProps {
  label: string
  list: ReactNode
  detail: ReactNode
  /** Whether the reader chose one: a phone shows the list until then, and the detail after. */
  isChosen: boolean
  back: () => void
}

/** A list left, what was chosen of it right; on a phone one after the other. */
export function ListAndDetail({ label, list, detail, isChosen, back }: ListAndDetailProps) {
  return (
    <div className="flex min-h-0 flex-1">
      <ul aria-label={label} className={clsx('relative min-h-0 w-full shrink-0 overflow-y-auto border-line wide:block wide:w-88 wide:border-r', isChosen && 'hidden')}>{list}</ul>
      <div tabIndex={0} role="region" aria-label={`${label}: detail`} className={clsx('relative min-h-0 min-w-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2 wide:block', !isChosen && 'hidden')}>
        <div className="px-4 pt-2 wide:hidden"><Button size="small" look="quiet" className="-ml-3" onClick={back}><span aria-hidden>←</span> All of them</Button></div>
        {detail}
      </div>
    </div>
  )
}
