'use client'
import { useQueryStates } from 'nuqs'
import { Empty } from '../frame/empty.tsx'
import { Panel } from '../frame/panel.tsx'
import { AppDetail } from './app-detail.tsx'
import { AppList } from './app-list.tsx'
import { factoryAddress } from './factory-address.ts'
import { SentencePanel } from './sentence-panel.tsx'
import { useApps } from './use-apps.ts'

/** From a sentence to running services: what was made, what is being made, and how each part of it does. */
export function FactoryRoom() {
  const [{ app: asked }, setAddress] = useQueryStates(factoryAddress)
  const apps = useApps()
  const chosen = apps.find(({ id }) => id === asked) ?? apps[0] ?? null
  const choose = (app: string) => void setAddress({ app, file: null, iteration: null }, { history: 'push' })
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 px-3 pt-2 wide:grid wide:grid-cols-[26rem_minmax(0,1fr)] wide:gap-3 wide:pt-0 wide:pb-3">
      <h2 className="sr-only">Factory</h2>
      <div tabIndex={0} role="region" aria-label="What shall be made" className="flex min-h-0 flex-col gap-2 focus-visible:-outline-offset-2 wide:gap-3 wide:overflow-y-auto">
        <SentencePanel apps={apps} made={choose} />
        <Panel title="Apps" className="shrink-0">
          {apps.length === 0 ? <Empty why="No app has been made yet. Say above what one shall keep and do; it takes seconds." /> : <AppList apps={apps} chosen={chosen?.id ?? null} choose={choose} />}
        </Panel>
      </div>
      {chosen === null
        ? <Panel title="An app" className="min-h-0"><Empty why="Here its agents, services, files, tests and iterations will be, as soon as there is one." /></Panel>
        : <AppDetail key={chosen.id} app={chosen} />}
    </div>
  )
}
