'use client'
import { DropdownMenu } from 'radix-ui'
import { Button } from '../frame/button.tsx'
import { slownesses, type Slowness } from './playhead.ts'

const word = (slowness: Slowness): string => (slowness === 1 ? '1×' : `1/${slowness}×`)

/** How fast what happens is shown. */
export function PaceMenu({ slowness, choose }: { slowness: Slowness; choose: (slowness: Slowness) => void }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button size="small" aria-label={`Pace: ${word(slowness)}`} title="Slow motion" className="px-2! tabular-nums">{word(slowness)}<span aria-hidden className="text-xs">▾</span></Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="start" sideOffset={4} className="z-40 border border-edge bg-panel p-1">
          <DropdownMenu.RadioGroup value={String(slowness)} onValueChange={(value) => choose(Number(value) as Slowness)}>
            {slownesses.map((each) => (
              <DropdownMenu.RadioItem key={each} value={String(each)} className="flex min-h-11 cursor-pointer items-center gap-2 px-3 text-sm tabular-nums outline-none data-highlighted:bg-raised data-highlighted:outline-2 data-highlighted:-outline-offset-2 data-highlighted:outline-healing wide:min-h-8">
                <span aria-hidden className="w-4 text-healthy">{each === slowness && '●'}</span>{word(each)}{each === 1 ? ' as it happens' : ' slower'}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
