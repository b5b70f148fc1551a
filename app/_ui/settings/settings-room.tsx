'use client'
import { Sessions } from '../access/sessions.tsx'
import { Panel } from '../frame/panel.tsx'

export function SettingsRoom() {
  return <div className="flex flex-col gap-3 p-3"><Panel title="Settings"><p className="p-4 text-sm text-soft">To come.</p></Panel><Sessions /></div>
}
