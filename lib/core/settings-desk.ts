import type { Config } from '../config.ts'
import type { CommandOutcome } from '../contract/command.ts'
import { RequestInvalidError, UnknownOrganismError } from '../contract/errors.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import { changeableSettings, changeSettings, type AskedSettings, type RestartAllowance, type SettingsChange } from '../contract/setting.ts'

type Changeable = Pick<Config, (typeof changeableSettings)[number]>

/** What may be changed while it runs, as it is in force: what somebody has asked for, before what is configured. */
export interface SettingsDesk {
  now: () => Changeable
  /** Of one organism; null: as its manifest has it. */
  restartBudget: (organism: string) => RestartAllowance | null
  /** @throws UnknownOrganismError, RequestInvalidError: nothing was changed */
  change: (change: SettingsChange, by: string) => Promise<CommandOutcome>
}

export function openSettingsDesk({ configured, asked: before, isKept, record }: {
  configured: Changeable
  asked: AskedSettings
  isKept: (organism: string) => boolean
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
}): SettingsDesk {
  let asked = before
  return {
    now: () => Object.fromEntries(changeableSettings.map((name) => [name, asked[name] ?? configured[name]] as const)) as Changeable,
    restartBudget: (organism) => asked.restartBudgets[organism] ?? null,
    async change(change, by) {
      const stranger = Object.keys(change.restartBudgets ?? {}).find((id) => !isKept(id))
      if (stranger !== undefined) throw new UnknownOrganismError(`there is no organism ${stranger}; nothing was changed`)
      const names = [...changeableSettings.filter((name) => change[name] !== undefined), ...Object.keys(change.restartBudgets ?? {}).map((id) => `the restarts of ${id}`)]
      if (names.length === 0) throw new RequestInvalidError('no setting was named; nothing was changed')
      await record({ kind: 'settings-change', organism: null, incident: null, data: { by, settings: change } })
      asked = changeSettings(asked, change)
      return { message: `${names.join(', ')}: in force from now on` }
    },
  }
}
