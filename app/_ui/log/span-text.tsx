import { clsx } from 'clsx'
import type { MarkedSpan } from './highlight.ts'

/** Spans as text nodes; never as markup. */
export function SpanText({ spans }: { spans: readonly MarkedSpan[] }) {
  return spans.map((span, index) => {
    const className = clsx(span.isBold && 'font-bold', span.isDim && 'opacity-80', span.isItalic && 'italic', span.isUnderlined && 'underline')
    const style = span.color === null ? undefined : { color: span.color }
    return span.isHit
      ? <mark key={index} className={clsx('bg-degraded text-ground', className)}>{span.text}</mark>
      : <span key={index} className={className || undefined} style={style}>{span.text}</span>
  })
}
