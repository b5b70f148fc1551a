import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppSummary } from '../contract/factory/app-event.ts'
import type { Registry } from '../contract/factory/registry.ts'
import type { TestFile } from '../contract/factory/scenario.ts'
import type { Organism } from '../contract/spec.ts'
import { stateName } from '../app-folder/paths.ts'
import { runnables } from '../app-folder/runnables.ts'
import { componentOrganism } from './oracle/component-organism.ts'
import { answersOf, readAnswers } from './oracle/recorded-answers.ts'
import { Homes } from './runner/homes.ts'

/** Where the services of an app keep what they keep. */
export const dataDirOf = (root: string): string => join(root, stateName, 'data')

/** The app's own, made once: whoever has it can be anybody in the app. */
export function secretOf(root: string): string {
  const path = join(root, stateName, 'secret')
  if (!existsSync(path)) {
    mkdirSync(join(root, stateName), { recursive: true })
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 })
  }
  return readFileSync(path, 'utf8')
}

export interface KeptOrganism extends Organism {
  component: string
  specHash: string
}

export const homesOf = (root: string): Homes => new Homes(dataDirOf(root), secretOf(root))

/**
 * Each component of what is in force as an organism.
 * @param homes of this app, the same each time: who lives already stays where it is
 * @throws AppInvalidError where a file is missing
 */
export async function organismsOf(root: string, registry: Registry, tests: TestFile, homes: Homes): Promise<KeptOrganism[]> {
  const answers = await readAnswers(root)
  const components = runnables(root, registry)
  homes.settle(components)
  return registry.components.flatMap((component) => {
    const files = components.find(({ id }) => id === component.id)?.files ?? {}
    const own = tests.scenarios.filter(({ of }) => of === component.id)
    // Nothing says what it has to do: it would be neither well nor ill.
    if (own.length === 0) return []
    const recorded = answersOf(answers, component.id, component.hash) ?? {}
    return [{
      ...componentOrganism(registry.app, component, files, own, recorded),
      component: component.id, home: homes.of(component.id), specHash: createHash('sha256').update(JSON.stringify([own, recorded])).digest('hex'),
      ...(component.healedAs !== undefined && { healedAs: component.healedAs }),
    }]
  })
}

export const summaryOf = ({ title, language, inForce, components }: Registry): AppSummary => ({
  title, language, inForce,
  components: components.map(({ id, layer, language: written, title: called, needs, iteration, port }) => ({ id, layer, language: written, title: called, needs, iteration, port })),
})
