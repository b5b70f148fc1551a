'use client'
import { clsx } from 'clsx'
import type { AppView } from '../../../lib/contract/factory/app-view.ts'
import { SignMark } from '../frame/sign-mark.tsx'
import { visible } from '../log/visible.ts'
import { counted } from '../words/format.ts'
import { appSign } from './app-signs.ts'
import { useStateOf } from './use-apps.ts'

export function AppList({ apps, chosen, choose }: { apps: readonly AppView[]; chosen: string | null; choose: (app: string) => void }) {
  const stateOf = useStateOf()
  return (
    <ul aria-label="Apps">
      {apps.map((app) => (
        <li key={app.id} className="border-t border-line">
          <button type="button" aria-pressed={app.id === chosen} onClick={() => choose(app.id)} className={clsx('flex min-h-14 w-full flex-col gap-0.5 px-4 py-2 text-left hover:bg-raised', app.id === chosen && 'bg-raised')}>
            <span className="flex w-full items-center gap-3">
              <span className="min-w-0 flex-1 truncate font-semibold">{visible(app.summary?.title ?? app.id)}</span>
              <SignMark sign={appSign(app, stateOf)} />
            </span>
            <span className="w-full truncate text-sm text-soft">
              {app.id}{app.summary && ` · ${counted(app.summary.components.length, 'service')} · iteration ${app.summary.inForce}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
