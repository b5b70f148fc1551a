import type { Registry } from '../../contract/factory/registry.ts'
import type { TestFile } from '../../contract/factory/scenario.ts'
import { answersOf, keepAnswers, readAnswers, recordedIn } from '../oracle/recorded-answers.ts'
import { componentBefore } from '../../app-folder/read-app.ts'
import { runnables } from '../../app-folder/runnables.ts'
import { writeIteration } from '../../app-folder/write-iteration.ts'
import { rehearseApp, type Rehearsal } from '../check/rehearse-app.ts'
import { findBlame, type Trouble } from './find-blame.ts'
import { patchComponent, type ComponentPatch, type PatchPorts } from './patch-component.ts'

export interface MendPorts extends PatchPorts {
  /** Most patches that are written. */
  iterations: number
  /** For all of it, ms. */
  timeMs: number
  onRehearsal?: (rehearsal: Rehearsal, registry: Registry) => void
  onTrouble?: (trouble: Trouble) => void
  onPatch?: (patches: readonly ComponentPatch[], registry: Registry) => void
}

export interface MendEnd {
  /** well: all scenarios hold · stuck: nothing more can be done · limit: iterations or time are used up */
  end: 'well' | 'stuck' | 'limit'
  why: string
  registry: Registry
  rehearsal: Rehearsal
}

/**
 * Runs the app, plays all scenarios, patches what is to blame, and again, until all is well or nothing more helps. Each
 * round of patches is an iteration that holds only the texts that were changed. Scenarios are never changed here.
 */
export async function mendApp(root: string, before: Registry, tests: TestFile, ports: MendPorts): Promise<MendEnd> {
  const { clock, iterations, timeMs, onRehearsal, onTrouble, onPatch } = ports
  const until = clock.mono() + timeMs
  const seen = new Set<string>()
  let registry = before
  for (let round = 1; ; round += 1) {
    const components = runnables(root, registry)
    const rehearsal = await rehearseApp(components, tests, ports)
    onRehearsal?.(rehearsal, registry)
    const end = (how: MendEnd['end'], why: string): MendEnd => ({ end: how, why, registry, rehearsal })
    const troubles = findBlame(registry.components, rehearsal)
    troubles.forEach((trouble) => onTrouble?.(trouble))
    if (troubles.length === 0) {
      await keepAnswers(root, registry.components.map(({ id, hash }) => ({ component: id, hash, answers: recordedIn(rehearsal.ends, id) })))
      return end('well', `all ${rehearsal.ends.length} scenarios hold`)
    }
    if (troubles.some(({ component }) => component === null)) return end('stuck', `each part does what was fixed for it, and together they fail ${troubles[0]?.scenarios.join(', ')}: the scenario or a contract is wrong, and neither is changed by itself`)
    const same = JSON.stringify(troubles.map(({ component, why }) => [component, why]))
    if (seen.has(same)) return end('stuck', `the same trouble is back after a patch: ${troubles[0]?.component}: ${troubles[0]?.why}`)
    seen.add(same)
    if (round > iterations) return end('limit', `${iterations} patches were written, and it is not well yet`)
    if (clock.mono() > until) return end('limit', `${timeMs / 1_000} s are over, and it is not well yet`)

    const answers = await readAnswers(root)
    const tried = await Promise.all(troubles.map(async (trouble): Promise<ComponentPatch | string> => {
      const component = registry.components.find(({ id }) => id === trouble.component)
      const runnable = components.find(({ id }) => id === trouble.component)
      if (component === undefined || runnable === undefined) return `${trouble.component} is not there`
      const before = await componentBefore(root, registry, component)
      const recorded = answersOf(answers, component.id, component.hash) ?? answersOf(answers, component.id, before?.hash ?? '') ?? {}
      return patchComponent({ app: registry.app, component: { ...runnable, title: component.title }, trouble, tests, recorded, before: before?.files ?? null }, ports)
    }))
    const patches = tried.filter((one) => typeof one !== 'string')
    if (patches.length === 0) return end('stuck', tried.filter((one) => typeof one === 'string').join('; '))
    registry = await writeIteration(root, registry, registry, {
      kind: 'patch', why: troubles.map(({ component, why }) => `${component}: ${why}`).join('; ').slice(0, 2_000), slug: 'patch', at: new Date(clock.now()), tests,
      parts: patches.map(({ component: id, files }) => {
        const component = registry.components.find((one) => one.id === id)
        if (component === undefined) throw new RangeError(`there is no component ${id}`)
        return { component, files, port: component.port }
      }),
    })
    onPatch?.(patches, registry)
  }
}
