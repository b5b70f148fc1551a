import { clsx } from 'clsx'
import type { SearchStage } from '../../../lib/contract/search.ts'
import { stageSteps, type StepState } from './search-standing.ts'

const looks: Record<StepState, { shape: string; word: string; className: string }> = {
  done: { shape: '✓', word: 'done', className: 'border-text text-text' },
  current: { shape: '◐', word: 'now', className: 'border-healing font-semibold text-healing' },
  ahead: { shape: '○', word: 'not reached', className: 'border-line text-mist' },
}

/** The five stages of a search, and where it is. */
export function StageSteps({ reached, isOver }: { reached: SearchStage; isOver: boolean }) {
  return (
    <ol aria-label="Stages of the search" className="grid grid-cols-5 gap-1 text-xs wide:flex wide:text-sm">
      {stageSteps(reached, isOver).map(({ stage, state }) => {
        const { shape, word, className } = looks[state]
        return (
          <li key={stage} aria-current={state === 'current' ? 'step' : undefined} className={clsx('flex min-w-0 flex-col items-center gap-x-1.5 border-t-2 pt-1 wide:w-28 wide:flex-row wide:justify-center', className)}>
            <span aria-hidden className={clsx(state === 'current' && 'animate-breathe')}>{shape}</span>
            {stage}
            <span className="sr-only">, {word}</span>
          </li>
        )
      })}
    </ol>
  )
}
