'use client'
import { clsx } from 'clsx'
import { memo } from 'react'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { useAddress } from '../address/use-address.ts'
import { Panel } from '../frame/panel.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { useLive } from '../wire/use-live.tsx'
import { percent } from '../words/format.ts'
import { stateSigns } from '../words/state.ts'
import { RefusedFolders } from './refused-folders.tsx'
import { ScaleMarks } from './scale-marks.tsx'

/** All organisms, and the switch between them. */
export function Rail({ selected }: { selected: string }) {
  const organisms = useLive(({ view }) => view?.organisms)
  const [, setAddress] = useAddress('organism', 'genome')
  const list = Object.values(organisms ?? {})
  return (
    <Panel title="Organisms" aside={<span className="text-xs text-soft tabular-nums">{list.length}</span>} className="min-h-24 shrink">
      <div className="min-h-0 flex-1 overflow-y-auto">
        <ul>
          {list.map((organism) => (
            <OrganismRow
              key={organism.id} organism={organism} isSelected={organism.id === selected}
              select={(id) => void setAddress({ organism: id, genome: null }, { history: 'push' })}
            />
          ))}
        </ul>
        <RefusedFolders />
      </div>
    </Panel>
  )
}

interface RowProps {
  organism: OrganismView
  isSelected: boolean
  select: (id: string) => void
}

const OrganismRow = memo(
  function OrganismRow({ organism, isSelected, select }: RowProps) {
    return (
      <li>
        <button
          type="button"
          aria-current={isSelected ? 'true' : undefined}
          onClick={() => select(organism.id)}
          className={clsx(
            'grid w-full grid-cols-[1fr_auto] gap-x-2 gap-y-1 border-l-2 px-3.5 py-2 text-left focus-visible:-outline-offset-2',
            isSelected ? 'border-text bg-raised' : 'border-transparent hover:bg-raised',
          )}
        >
          <span className="min-w-0 truncate font-medium">{organism.id}</span>
          <span className="text-right text-sm text-soft tabular-nums">{percent(organism.good, organism.pulses)}</span>
          <SignMark sign={stateSigns[organism.state]} className="text-sm" />
          <ScaleMarks points={organism.points} />
        </button>
      </li>
    )
  },
  (before, after) => before.organism === after.organism && before.isSelected === after.isSelected,
)
