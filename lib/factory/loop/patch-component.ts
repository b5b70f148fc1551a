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

/**
 * Looks for an edit of one component with which its own scenarios hold, and proves it in a process of its own.
 * @returns why there is none, as a text
 */
export async function patchComponent(app: string, component: Runnable & { title: string }, trouble: Trouble, tests: TestFile, recorded: Recorded, ports: PatchPorts): Promise<ComponentPatch | string> {
  const { search, runner, clock, budgetMs, seed, stop } = ports
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
      if (next.done === true) return `no edit was found: ${next.value.why}, ${next.value.tried} tried`
      const { files, summary } = next.value
      const { ends, silent, deaths } = await rehearseApp([{ ...component, files }], { scenarios: own, changes: [] }, { runner, clock, runCommand: null, stop })
      if (silent.length + deaths.length > 0 || ends.some(({ failure }) => failure !== null)) continue
      return { component: component.id, summary, files: Object.fromEntries(Object.entries(files).filter(([path, text]) => component.files[path] !== text)) }
    }
  } finally {
    await found.return({ why: '', tried: 0, perSecond: 0, ms: 0, deaths: [] })
  }
}
