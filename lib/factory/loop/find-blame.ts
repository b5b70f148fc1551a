import { z } from 'zod'
import type { Registered } from '../../contract/factory/registry.ts'
import type { ServiceTask } from '../../contract/spec.ts'
import type { Rehearsal } from '../check/rehearse-app.ts'
import type { ScenarioEnd } from '../check/run-scenario.ts'
import { conversations } from '../oracle/conversations.ts'
import { deathSchema } from '../runner/runner.ts'

/** What is wrong, told once however many scenarios show it. */
export const troubleSchema = z.object({
  /** The component to blame; null: the parts are well by themselves, so that the scenario or a contract may be wrong. */
  component: z.string().nullable(),
  /** One line: the same for the same trouble. */
  why: z.string(),
  scenarios: z.array(z.string()),
  deaths: z.array(deathSchema),
  /** A request that shows it; null where no scenario of the component itself does. */
  failing: z.custom<ServiceTask>((task) => typeof task === 'object' && task !== null).nullable(),
})
export type Trouble = z.infer<typeof troubleSchema>

/**
 * Who is to blame for what a rehearsal has shown: first whoever fails at what was fixed for them alone, then whoever
 * died; the app as a whole is only looked at where all of its parts are well. Pure.
 */
export function findBlame(components: readonly Pick<Registered, 'id'>[], { ends, deaths, silent }: Pick<Rehearsal, 'ends' | 'deaths' | 'silent'>): Trouble[] {
  const failed = ends.filter(({ failure }) => failure !== null)
  const alone = components.flatMap(({ id }): Trouble[] => {
    const own = failed.filter(({ scenario }) => scenario.of === id)
    const died = deaths.filter(({ component }) => component === id)
    if (own.length === 0 && died.length === 0 && !silent.includes(id)) return []
    const why = died[0]?.why ?? own[0]?.failure?.what ?? 'it never answered'
    return [{ component: id, why, scenarios: own.map(({ scenario }) => scenario.id), deaths: died, failing: failingTask(own, id) }]
  })
  if (alone.length > 0 || failed.length === 0) return alone
  return [{ component: null, why: failed[0]?.failure?.what ?? '', scenarios: failed.map(({ scenario }) => scenario.id), deaths: [], failing: null }]
}

/** The shortest conversation that failed: the first cause is likeliest there. */
function failingTask(own: readonly ScenarioEnd[], component: string): ServiceTask | null {
  const tasks = own.flatMap(({ scenario, failure }) => conversations([scenario], component).filter(({ of }) => of.step === failure?.step).map(({ task }) => task))
  return tasks.toSorted((a, b) => (a.before?.length ?? 0) - (b.before?.length ?? 0))[0] ?? null
}
