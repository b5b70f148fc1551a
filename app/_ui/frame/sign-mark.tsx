import { clsx } from 'clsx'
import { toneText, type Sign } from '../words/state.ts'

/** Shape, then word, in their tone. The shape is for eyes only: the word says it all. */
export function SignMark({ sign, className }: { sign: Sign; className?: string }) {
  return (
    <span className={clsx('inline-flex items-center gap-1.5 whitespace-nowrap', toneText[sign.tone], className)}>
      <span aria-hidden className="inline-block w-[1em] text-center leading-none">{sign.shape}</span>
      {sign.word}
    </span>
  )
}
