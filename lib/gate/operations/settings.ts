import type { z } from 'zod'
import { describeSettings } from '../../config.ts'
import { RequestInvalidError } from '../../contract/errors.ts'
import { changeableSettings, settingsChangeSchema } from '../../contract/setting.ts'
import { settingListSchema, type settingRowSchema } from '../../contract/settings-list.ts'
import type { View } from '../../contract/view.ts'
import { operation } from '../operation.ts'
import { accept, accepted, knownOrganism } from './parts.ts'

type Row = z.infer<typeof settingRowSchema>
const isChangeable = (name: string): name is (typeof changeableSettings)[number] => changeableSettings.some((other) => other === name)

export const listSettings = operation({
  method: 'GET', path: '/api/settings', role: 'viewer', summary: 'Every setting with its value, where it comes from, what it is for and how it is changed. Of a secret only whether it is set',
  answer: { status: 200, schema: settingListSchema },
  handle: (_input, lab) => {
    const view = lab.readers.view()
    return {
      settings: describeSettings(lab.config).map((text): Row => inForce({ ...text, configured: text.value, isChangeable: isChangeable(text.name) }, view)),
      restartBudgets: Object.values(view.organisms).map(({ id, budget: { allowed: restarts, periodMs, own } }) => ({
        organism: id, inForce: { restarts, periodMs }, byManifest: own, origin: view.settings.restartBudgets[id] === undefined ? 'manifest' as const : 'page' as const,
      })),
    }
  },
})

/** What somebody has said since goes before what is configured. */
function inForce(row: Row, { settings, demo }: View): Row {
  if (row.name === 'seed' && demo !== null && demo.resetAt !== null && String(demo.seed) !== row.value) return { ...row, value: String(demo.seed), isSet: true, origin: 'page', how: `Reset demo takes another one. ${row.how}` }
  if (!row.isChangeable || !isChangeable(row.name)) return row
  const asked = settings[row.name]
  return asked === undefined ? row : { ...row, value: String(asked), isSet: true, origin: 'page' }
}

export const changeSettings = operation({
  method: 'PUT', path: '/api/settings', role: 'operator', summary: 'Changes what may be changed while it runs, at once and for good: null goes back to what is configured, and what is left out stays',
  body: settingsChangeSchema,
  answer: accepted,
  refusals: ['organism-unknown', 'core-down', 'ledger-unavailable'],
  handle: ({ body }, lab) => {
    if (Object.keys({ ...body, ...body.restartBudgets }).filter((name) => name !== 'restartBudgets').length === 0) throw new RequestInvalidError('body: no setting was named.')
    for (const id of Object.keys(body.restartBudgets ?? {})) knownOrganism(lab, id)
    return accept(lab, { kind: 'change-settings', ...body })
  },
})
