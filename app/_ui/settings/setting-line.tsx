import type { ReactNode } from 'react'
import { OriginMark, type ValueOrigin } from './origin-mark.tsx'

interface SettingLineProps {
  title: string
  about: ReactNode
  origin?: ValueOrigin
  children: ReactNode
}

/** One setting: what it is for, its value or control, where that comes from. */
export function SettingLine({ title, about, origin, children }: SettingLineProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-2 border-t border-line px-4 py-3 wide:grid-cols-[minmax(0,1fr)_minmax(0,26rem)_6.5rem] wide:items-center">
      <div className="min-w-0">
        <h3 className="text-sm font-medium">{title}</h3>
        <div className="max-w-prose text-sm text-soft">{about}</div>
      </div>
      <div className="min-w-0 max-wide:order-1 max-wide:col-span-2">{children}</div>
      <div className="wide:text-right">{origin && <OriginMark origin={origin} />}</div>
    </div>
  )
}
