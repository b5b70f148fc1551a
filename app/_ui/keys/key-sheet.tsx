'use client'
import { Dialog, Switch } from 'radix-ui'
import { setPreference } from '../frame/preferences.ts'
import { Button } from '../frame/button.tsx'
import type { Deed, DeedGroup } from './deeds.ts'
import { KeyCaps } from './key-caps.tsx'
import { openPanel } from './open-panel.ts'
import { usePreferences } from '../frame/preferences.ts'

const groups: DeedGroup[] = ['Go to', 'Time', 'Do', 'Show', 'Help']

/** All keys on one sheet. */
export function KeySheet({ deeds, close }: { deeds: readonly Deed[]; close: () => void }) {
  const { keys } = usePreferences()
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-ground/80" />
        <Dialog.Content className="panel fixed! inset-x-3 top-1/2 z-50 mx-auto max-h-[90dvh] max-w-4xl -translate-y-1/2">
          <div className="flex items-center gap-4 px-4 pt-4 pr-8">
            <Dialog.Title className="mr-auto text-lg font-semibold">Keys</Dialog.Title>
            <Button size="small" onClick={() => openPanel('tour')}>Take the tour</Button>
            <Dialog.Close asChild><Button size="small" aria-label="Close">✕</Button></Dialog.Close>
          </div>
          <Dialog.Description className="px-4 pt-1 text-sm text-soft">They do nothing while you type. Everything here can also be found with ⌘K or Ctrl+K.</Dialog.Description>
          <label className="flex min-h-11 items-center gap-3 px-4 text-sm">
            <Switch.Root checked={keys} onCheckedChange={(isOn) => setPreference('keys', isOn)} className="h-6 w-11 border border-edge bg-well data-[state=checked]:border-healthy">
              <Switch.Thumb className="block size-4 translate-x-1 bg-mist transition-transform data-[state=checked]:translate-x-5.5 data-[state=checked]:bg-healthy" />
            </Switch.Root>
            Single keys {keys ? 'on' : 'off: only ⌘K, Ctrl+K and Esc work'}
          </label>
          <div tabIndex={0} role="region" aria-label="List of keys" className="grid min-h-0 gap-x-8 gap-y-3 overflow-y-auto border-t border-line p-4 focus-visible:-outline-offset-2 wide:grid-cols-2">
            {groups.map((group) => (
              <section key={group} aria-label={group} className="break-inside-avoid">
                <h3 className="caption pb-1">{group}</h3>
                <dl>
                  {deeds.filter((deed) => deed.group === group && deed.keys).map((deed) => (
                    <div key={deed.id} className="flex min-h-8 items-center justify-between gap-4 border-t border-line text-sm">
                      <dt className="min-w-0">{deed.title}</dt>
                      <dd className="shrink-0"><KeyCaps hotkey={deed.keys![0]!} /></dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
