'use client'
import Link from 'next/link'
import type { AppSummary } from '../../../lib/contract/factory/app-event.ts'
import type { AppView } from '../../../lib/contract/factory/app-view.ts'
import { SignMark } from '../frame/sign-mark.tsx'
import { linkQuery } from '../address/address.ts'
import { visible } from '../log/visible.ts'
import { useLive } from '../wire/use-live.tsx'
import { stateSigns } from '../words/state.ts'
import { waitingSign } from './app-signs.ts'

/** Each service with how it does, where it listens, and the way to its log and to chaos. */
export function ServiceTable({ app, summary: { components } }: { app: AppView; summary: AppSummary }) {
  const organisms = useLive(({ view }) => view?.organisms)
  const portOf = ({ id, port }: { id: string; port: number }): number => app.ports[id] ?? port
  const pages = components.find(({ layer }) => layer === 'frontend')
  return (
    <div className="flex min-h-0 flex-col gap-3">
      {pages && <p className="text-sm">Its pages: <a className="underline" href={`http://${hostName()}:${portOf(pages)}`} target="_blank" rel="noreferrer">http://{hostName()}:{portOf(pages)}</a> <span className="text-soft">on the machine of the engine</span></p>}
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Services of the app">
        <table className="w-full min-w-160 text-sm">
          <thead><tr className="text-left text-soft">{['Service', 'State', 'Layer', 'Port', 'Needs', 'Iteration', ''].map((name) => <th key={name} scope="col" className="px-2 py-1 font-normal">{name}</th>)}</tr></thead>
          <tbody>
            {components.map(({ id, title, layer, port, needs, iteration }) => {
              const organism = app.organisms[id]
              const state = organism === undefined ? undefined : organisms?.[organism]?.state
              return (
                <tr key={id} className="border-t border-line">
                  <th scope="row" className="px-2 py-2 text-left font-normal"><span className="font-mono">{id}</span> <span className="block text-soft">{visible(title)}</span></th>
                  <td className="px-2"><SignMark sign={state === undefined ? waitingSign : stateSigns[state]} /></td>
                  <td className="px-2">{layer}</td>
                  <td className="px-2 font-mono tabular-nums">{portOf({ id, port })}</td>
                  <td className="px-2 text-soft">{needs.join(', ') || '–'}</td>
                  <td className="px-2 tabular-nums">{iteration}</td>
                  <td className="px-2">
                    {organism !== undefined && (
                      <span className="flex gap-3">
                        <Link className="inline-flex min-h-11 items-center underline wide:min-h-0" href={`/${linkQuery({ organism, tab: 'log' })}`}>log</Link>
                        <Link className="inline-flex min-h-11 items-center underline wide:min-h-0" href={`/chaos${linkQuery({ organism })}`}>break it</Link>
                      </span>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </div>
  )
}

/** The engine's, where the page knows it; else this machine's. */
const hostName = (): string => (typeof location === 'undefined' ? 'localhost' : location.hostname)
