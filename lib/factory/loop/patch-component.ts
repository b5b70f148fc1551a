import type { TestFile } from '../../contract/factory/scenario.ts'
import type { Json } from '../../contract/json.ts'
import type { GenomeFiles } from '../../contract/genome.ts'
import type { Clock } from '../../contract/ports/clock.ts'
import type { Search } from '../../contract/ports/search.ts'
import { rehearseApp } from '../check/rehearse-app.ts'
import { rehearsed } from '../oracle/conversations.ts'
import { componentOrganism } from '../oracle/component-organism.ts'
import type { Recorded } from '../oracle/service-spec.ts'
import type { Runner } from '../runner/runner.ts'
import type { Runnable } from '../../app-folder/runnables.ts'
import type { Trouble } from './find-blame.ts'

export interface PatchPorts {
  search: Search
  runner: Runner
  clock: Clock
  /** For each component that is patched, ms. */
  budgetMs: number
  seed: number
  stop: AbortSignal
}

export interface ComponentPatch {
  component: string
  /** Texts that it changes, and no others. */
  files: GenomeFiles
  summary: string
}

/** What is to be patched, and what is known of it. */
export interface Patient {
  app: string
  component: Runnable & { title: string }
  trouble: Trouble
  tests: TestFile
  /** What it answered when all was well. */
  recorded: Recorded
  /** Its texts before they were what they are; null: none are known. */
  before: GenomeFiles | null
}

/**
 * Looks for an edit of one component with which its own scenarios hold, and proves it in a process of its own. Where none
 * is found, files go back to what they were before, as few as do.
 * @returns why there is none, as a text
 */
export async function patchComponent({ app, component, trouble, tests, recorded, before }: Patient, ports: PatchPorts): Promise<ComponentPatch | string> {
  const { search, runner, clock, budgetMs, seed, stop } = ports
  const holds = async (files: GenomeFiles): Promise<boolean> => {
    const { ends, silent, deaths } = await rehearseApp([{ ...component, files }], { scenarios: own, changes: [] }, { runner, clock, runCommand: null, stop })
    return silent.length + deaths.length === 0 && ends.every(({ failure }) => failure === null)
  }
  const own = tests.scenarios.filter(({ of }) => of === component.id)
  if (own.length === 0) return `nothing says what ${component.id} has to do: it has no scenario of its own`
  const organism = componentOrganism(app, component, component.files, own, recorded)
  const found = search({
    organism, files: component.files, failing: trouble.failing === null ? null : { task: rehearsed(trouble.failing, 'failing') as unknown as Json },
    frames: [], seed, recipes: [], recipesOnly: false, budgetMs, stop, onProgress: () => undefined,
  })
  try {
    for (;;) {
      const next = await found.next()
      if (next.done === true) {
        const back = before === null ? null : await goneBack(component, before, holds)
        return back ?? `no edit was found: ${next.value.why}, ${next.value.tried} tried`
      }
      const { files, summary } = next.value
      if (!(await holds(files))) continue
      return { component: component.id, summary, files: Object.fromEntries(Object.entries(files).filter(([path, text]) => component.files[path] !== text)) }
    }
  } finally {
    await found.return({ why: '', tried: 0, perSecond: 0, ms: 0, deaths: [] })
  }
}

/** One file alone, or else all of them. */
async function goneBack({ id, files }: Runnable, before: GenomeFiles, holds: (files: GenomeFiles) => Promise<boolean>): Promise<ComponentPatch | null> {
  const changed = Object.entries(before).filter(([path, text]) => Object.hasOwn(files, path) && files[path] !== text)
  const choices = [...changed.map((one) => [one]), ...(changed.length > 1 ? [changed] : [])]
  for (const choice of choices) {
    const back = Object.fromEntries(choice)
    if (await holds({ ...files, ...back })) return { component: id, files: back, summary: `${Object.keys(back).join(', ')} as before` }
  }
  return null
}
