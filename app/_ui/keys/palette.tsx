'use client'
import { Command } from 'cmdk'
import { Dialog } from 'radix-ui'
import { useEffect, useRef, useState } from 'react'
import type { Deed, DeedGroup } from './deeds.ts'
import { KeyCaps } from './key-caps.tsx'
import { matchScore } from './match-score.ts'
import { useFinds } from './use-finds.ts'

const groups: DeedGroup[] = ['Do', 'Go to', 'Time', 'Show', 'Settings', 'Help']
/** Of hundreds of versions the newest are enough until something is typed. */
const fewest = 5

/** Everything that can be gone to or done, by its name. */
export function Palette({ deeds, close }: { deeds: readonly Deed[]; close: () => void }) {
  const finds = useFinds()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState('')
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The first match, once it is drawn: cmdk chooses among those of the keystroke before.
    const frame = requestAnimationFrame(() => setChosen(list.current?.querySelector('[cmdk-item]')?.getAttribute('data-value') ?? ''))
    return () => cancelAnimationFrame(frame)
  }, [typed])
  // After the palette has given the focus back, for a deed may want it elsewhere.
  const choose = (run: () => void) => {
    close()
    setTimeout(run, 0)
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-ground/80" />
        <Dialog.Content aria-describedby={undefined} className="panel fixed! inset-x-3 top-[8dvh] z-50 mx-auto max-h-[80dvh] max-w-2xl">
          <Dialog.Title className="sr-only">Find or do anything</Dialog.Title>
          <Command label="Find or do anything" loop value={chosen} onValueChange={setChosen} filter={(id, search, [title = '', ...words] = []) => matchScore(title, [id, ...words], search)} className="flex min-h-0 flex-1 flex-col">
            <Command.Input value={typed} onValueChange={setTyped} placeholder="Find or do anything" className="min-h-12 w-full border-b border-line bg-well pr-8 pl-4 text-base placeholder:text-mist focus-visible:-outline-offset-2" />
            <Command.List ref={list} label="Matches" className="min-h-0 flex-1 overflow-y-auto p-2">
              <Command.Empty className="p-4 text-sm text-soft">Nothing here is called “{typed}”. Try a room, an organism, a fault, a version or a deed.</Command.Empty>
              {groups.map((group) => (
                <Group key={group} heading={group}>
                  {deeds.filter((deed) => deed.group === group && deed.id !== 'palette' && deed.id !== 'escape').map((deed) => (
                    <Item key={deed.id} id={deed.id} title={deed.title} words={deed.words} run={() => choose(deed.run)}>{deed.keys && <KeyCaps hotkey={deed.keys[0]!} />}</Item>
                  ))}
                </Group>
              ))}
              {finds.map(({ heading, rows }) => (
                <Group key={heading} heading={heading}>
                  {(typed === '' ? rows.slice(0, fewest) : rows).map((row) => (
                    <Item key={row.id} id={row.id} title={row.title} words={row.words} run={() => choose(row.run)}><span className="truncate text-xs text-soft">{row.aside}</span></Item>
                  ))}
                </Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Group({ heading, children }: { heading: string; children: React.ReactNode }) {
  return <Command.Group heading={heading} className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:tracking-widest [&_[cmdk-group-heading]]:text-soft [&_[cmdk-group-heading]]:uppercase [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1">{children}</Command.Group>
}

interface ItemProps { id: string; title: string; words: string | undefined; run: () => void; children?: React.ReactNode }

function Item({ id, title, words, run, children }: ItemProps) {
  return (
    <Command.Item value={id} keywords={[title, ...(words?.split(' ') ?? [])]} onSelect={run} className="flex min-h-11 cursor-pointer items-center justify-between gap-4 border-l-2 border-transparent px-2 text-sm data-[selected=true]:border-text data-[selected=true]:bg-raised wide:min-h-8">
      <span className="min-w-0 truncate">{title}</span>
      {children}
    </Command.Item>
  )
}
