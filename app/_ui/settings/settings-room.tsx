'use client'
import { Panel } from '../frame/panel.tsx'

export function SettingsRoom() {
  return <div className="p-3"><Panel title="Settings"><p className="p-4 text-sm text-soft">To come.</p></Panel></div>
}
