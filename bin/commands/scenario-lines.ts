import pc from 'picocolors'
import type { ScenarioEnd } from '../../lib/factory/check/run-scenario.ts'

export const failureLine = ({ scenario: { id, title, steps }, failure }: ScenarioEnd): string =>
  `${pc.red('✖')} ${id}: ${title}\n    step ${(failure?.step ?? 0) + 1} of ${steps.length}: ${failure?.what ?? ''}`

export const scenarioRow = ({ scenario: { id, title, of }, failure, ms }: ScenarioEnd): object => ({ id, title, of, ok: failure === null, why: failure?.what ?? null, ms })
