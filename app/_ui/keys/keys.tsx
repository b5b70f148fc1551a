'use client'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import { isSingle, type Deed } from './deeds.ts'
import { onOpenPanel } from './open-panel.ts'
import { useDeeds } from './use-deeds.ts'
import { usePreferences } from '../frame/preferences.ts'

const Palette = dynamic(() => import('./palette.tsx').then((module) => module.Palette), { ssr: false })
const KeySheet = dynamic(() => import('./key-sheet.tsx').then((module) => module.KeySheet), { ssr: false })

/** Every key of the page, the palette and the sheet that lists them: all of one list. */
export function Keys() {
  const deeds = useDeeds()
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  useEffect(() => onOpenPanel((name) => setOpen(name === 'tour' ? null : name)), [])
  const close = () => setOpen(null)
  return (
    <>
      {deeds.flatMap((deed) => (deed.keys ?? []).map((key) => <Key key={`${deed.id} ${key}`} deed={deed} hotkey={key} isOff={open !== null} />))}
      {open === 'palette' && <Palette deeds={deeds} close={close} />}
      {open === 'keys' && <KeySheet deeds={deeds} close={close} />}
    </>
  )
}

/** One key. It does nothing while somebody types, nor behind a dialog. */
function Key({ deed, hotkey, isOff }: { deed: Deed; hotkey: string; isOff: boolean }) {
  const { keys } = usePreferences()
  const isAlways = !isSingle(hotkey)
  useHotkeys(hotkey, deed.run, {
    // What is typed while a panel is on its way is meant for it.
    enabled: !isOff && (isAlways || keys),
    // Letters by where they are, signs by what they are.
    useKey: /[^\w>+]/.test(hotkey),
    sequenceTimeoutMs: 1200,
    enableOnFormTags: hotkey.startsWith('mod'),
    enableOnContentEditable: hotkey.startsWith('mod'),
    preventDefault: hotkey !== 'escape',
    ignoreEventWhen: (event) => !hotkey.startsWith('mod') && (isBehindDialog() || isFor(event, hotkey)),
  })
  return null
}

const isBehindDialog = (): boolean => document.querySelector('[role="dialog"], [role="alertdialog"], .driver-active') !== null

/** What has the focus knows better what this key means: a button is pressed with Space. */
function isFor(event: KeyboardEvent, hotkey: string): boolean {
  const { target } = event
  return hotkey === 'space' && target instanceof Element && target.closest('button, a, summary, label, [role="button"], [role="tab"], [role="switch"], [role="checkbox"]') !== null
}
