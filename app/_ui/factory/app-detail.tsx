'use client'
import { useQueryStates } from 'nuqs'
import type { AppView } from '../../../lib/contract/factory/app-view.ts'
import { Button } from '../frame/button.tsx'
import { Empty } from '../frame/empty.tsx'
import { Panel } from '../frame/panel.tsx'
import { Segmented } from '../frame/segmented.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { visible } from '../log/visible.ts'
import { useCommand } from '../wire/use-command.ts'
import { duration } from '../words/format.ts'
import { AgentsPanel } from './agents-panel.tsx'
import { AppFiles } from './app-files.tsx'
import { AppIterations } from './app-iterations.tsx'
import { makingSign } from './app-signs.ts'
import { AppTests } from './app-tests.tsx'
import { appTabs, factoryAddress, type AppTab } from './factory-address.ts'
import { RemoveApp } from './remove-app.tsx'
import { ServiceTable } from './service-table.tsx'

const titles: Record<AppTab, string> = { agents: 'Agents', services: 'Services', files: 'Files', tests: 'Tests', iterations: 'Iterations' }

/** One app from all sides. While it is made, its agents are what there is to see. */
export function AppDetail({ app }: { app: AppView }) {
  const [{ look }, setAddress] = useQueryStates(factoryAddress)
  const { run, isBusy } = useCommand()
  const { id, summary, making, error } = app
  const isMaking = making?.end === null
  const tab = summary === null ? 'agents' : look
  return (
    <Panel title={visible(summary?.title ?? id)} className="min-h-0" aside={(
      <span className="ml-auto flex items-center gap-2">
        <SignMark sign={makingSign(app)} />
        {isMaking
          ? <Button size="small" needs="operator" onClick={() => void run(`/api/apps/${id}/cancel`)}>Cancel</Button>
          : <Button size="small" needs="operator" disabled={isBusy || summary === null} onClick={() => void run(`/api/apps/${id}/check`)}>Test and mend</Button>}
        {!isMaking && summary !== null && <RemoveApp app={id} title={summary.title} />}
      </span>
    )}>
      <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 pb-4">
        {making && (
          <p className="text-sm [overflow-wrap:anywhere]">
            <span className="text-soft">“</span>{visible(making.sentence)}<span className="text-soft">”</span>
            {making.end !== null && <span className="text-soft"> · {making.why}{making.ms !== null && `, ${duration(making.ms)}`}</span>}
          </p>
        )}
        {error !== null && <p role="alert" className="text-sm"><span className="text-alarm">✖ {visible(error)}</span></p>}
        {summary !== null && <div className="-mx-4 shrink-0 overflow-x-auto px-4"><Segmented label="What of it" value={tab} options={appTabs.map((value) => ({ value, label: titles[value] }))} onChange={(value) => void setAddress({ look: value }, { history: 'push' })} /></div>}
        {tab === 'agents' ? <AgentsPanel app={app} />
          : summary === null ? <Empty why="Nothing of it is in force yet." />
            : tab === 'services' ? <ServiceTable app={app} summary={summary} />
              : tab === 'files' ? <AppFiles key={summary.inForce} app={id} />
                : tab === 'tests' ? <AppTests key={summary.inForce} app={app} />
                  : <AppIterations app={app} />}
      </div>
    </Panel>
  )
}
