import type { ReactNode } from 'react'
import { Panel } from '../frame/panel.tsx'
import { ConfiguredLine } from './configured-line.tsx'
import type { SettingRow } from './use-settings.ts'

/** What decides who may come in. */
export const isAboutAccess = ({ name, isSecret }: SettingRow): boolean => isSecret || name === 'host' || name === 'allowedOrigins'

export function AccessSection({ rows, children }: { rows: readonly SettingRow[]; children?: ReactNode }) {
  return (
    <Panel title="Access" id="access" className="shrink-0 max-wide:scroll-mt-3">
      {rows.map((row) => <ConfiguredLine key={row.name} row={row} />)}
      {children}
    </Panel>
  )
}
