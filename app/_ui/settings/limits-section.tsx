'use client'
import { Panel } from '../frame/panel.tsx'
import { useLive } from '../wire/use-live.tsx'
import { AmountSetting } from './amount-setting.tsx'
import { RestartBudget } from './restart-budget.tsx'
import type { SettingRow } from './use-settings.ts'

/** What nothing may exceed. */
export function LimitsSection({ rows }: { rows: ReadonlyMap<string, SettingRow> }) {
  const organisms = useLive(({ view }) => view?.organisms) ?? {}
  const asked = useLive(({ view }) => view?.settings.restartBudgets) ?? {}
  const ttl = rows.get('faultTtlMs')
  return (
    <Panel title="Limits" id="limits" className="shrink-0 max-wide:scroll-mt-3">
      {ttl && <AmountSetting row={ttl} title="A fault’s time" about="After this long a fault is taken back, unless whoever injects it says otherwise." unit="s" per={1000} min={1} max={3600} />}
      <div className="border-t border-line px-4 pt-3 pb-2">
        <h3 className="text-sm font-medium">Restarts</h3>
        <p className="max-w-prose text-sm text-soft">More of them within the time, and restarting does not help: the next rung is climbed.</p>
      </div>
      {Object.values(organisms).map((organism) => <RestartBudget key={organism.id} organism={organism} isAsked={asked[organism.id] !== undefined} />)}
    </Panel>
  )
}
