import pc from 'picocolors'
import type { Registry } from '../../lib/contract/factory/registry.ts'
import { readTests } from '../../lib/app-folder/read-app.ts'
import type { FlowEngine } from '../../lib/factory/flow/engine.ts'
import { mendApp, type MendEnd } from '../../lib/factory/loop/mend-app.ts'
import type { Factory } from './factory.ts'
import { printJson, say } from './print.ts'
import { failureLine, scenarioRow } from './scenario-lines.ts'

/** Of one patch, ms. */
const patchMs = 30_000

export interface MendOptions { iterations: number; timeMs: number; json: boolean }

/** Plays all scenarios and patches what fails, and says so. */
export async function mend(root: string, registry: Registry, { clock, stop }: Factory, engine: FlowEngine, { iterations, timeMs, json }: MendOptions): Promise<MendEnd> {
  const end = await mendApp(root, registry, readTests(root, registry), {
    engine, clock, stop, after: [], iterations, timeMs, seed: 1, budgetMs: patchMs,
    onEvent: json ? (event) => printJson({ event: event.kind, ...event }) : () => undefined,
    onRehearsal({ ends, silent, deaths, ms }, { inForce: iteration }) {
      const failed = ends.filter(({ failure }) => failure !== null)
      if (json) {
        for (const one of ends) printJson({ event: 'scenario', iteration, ...scenarioRow(one) })
        for (const death of deaths) printJson({ event: 'death', iteration, component: death.component, why: death.why })
        return
      }
      for (const one of failed.slice(0, 10)) say(failureLine(one))
      if (failed.length > 10) say(`  and ${failed.length - 10} more`)
      for (const id of silent) say(`${pc.red('✖')} ${id} never answered`)
      for (const { component, why } of deaths.slice(0, 10)) say(`${pc.red('✖')} ${component} died: ${why}`)
      say(`${failed.length === 0 ? pc.green('●') : pc.yellow('▲')} ${ends.length - failed.length} of ${ends.length} scenarios hold, ${(ms / 1000).toFixed(1)} s`)
    },
    onTrouble({ component, why, scenarios }) {
      if (json) printJson({ event: 'trouble', component, why, scenarios })
    },
    onPatch(patches, { inForce }) {
      for (const { component, summary, files } of patches) {
        if (json) printJson({ event: 'patch', iteration: inForce, component, summary, files: Object.keys(files) })
        else say(`${pc.cyan('◐')} iteration ${inForce} patches ${component}: ${summary}`)
      }
    },
  })
  if (json) printJson({ event: 'result', root, end: end.end, why: end.why, iteration: end.registry.inForce, scenarios: end.rehearsal.ends.length })
  else if (end.end !== 'well') say(`${pc.red('✖')} ${end.why}`)
  return end
}
