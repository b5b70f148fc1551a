import type { Scenario } from '../../contract/factory/scenario.ts'
import type { Runnable } from '../../app-folder/runnables.ts'
import { rehearseApp, type RehearsalPorts } from './rehearse-app.ts'

/** Runs one component in processes of its own and plays scenarios of it. @returns what does not hold; null: all of it does */
export async function proveComponent(component: Runnable, scenarios: readonly Scenario[], ports: RehearsalPorts): Promise<string | null> {
  const { ends, silent, deaths } = await rehearseApp([component], { scenarios: [...scenarios], changes: [] }, ports)
  const failed = ends.find(({ failure }) => failure !== null)
  if (failed?.failure) return `${failed.scenario.title}: ${failed.failure.what}`
  return deaths[0]?.why ?? (silent.length > 0 ? 'it never answered' : null)
}
