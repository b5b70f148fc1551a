import type { Scenario, TestFile } from '../../contract/factory/scenario.ts'
import type { Json } from '../../contract/json.ts'
import type { GenomeFiles } from '../../contract/genome.ts'
import type { Search } from '../../contract/ports/search.ts'
import { rehearseApp, type RehearsalPorts } from '../check/rehearse-app.ts'
import { rehearsed } from '../oracle/conversations.ts'
import { componentOrganism } from '../oracle/component-organism.ts'
import type { Recorded } from '../oracle/service-spec.ts'
import type { Runnable } from '../../app-folder/runnables.ts'
import type { Trouble } from './find-blame.ts'

export interface PatchPorts extends RehearsalPorts {
  /** null: no edit is looked for, and files only go back to what they were. */
  search: Search | null
  /** For each component that is patched, ms. */
  budgetMs: number
  seed: number
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

/** Texts with which a component may be well, the likeliest first, and why there are no more. */
type Proposals = AsyncGenerator<Pick<ComponentPatch, 'files' | 'summary'>, string>

/**
 * Looks for an edit of one component with which its own scenarios hold, and proves it in a process of its own. Where none
 * is found, files go back to what they were before, as few as do.
 * @returns why there is none, as a text
 */
export async function patchComponent(patient: Patient, ports: PatchPorts): Promise<ComponentPatch | string> {
  const { component, tests, before } = patient
  const own = tests.scenarios.filter(({ of }) => of === component.id)
  if (own.length === 0) return `nothing says what ${component.id} has to do: it has no scenario of its own`
  const reasons: string[] = []
  for (const proposals of [edits(patient, own, ports), goneBack(component.files, before ?? {})]) {
    const found = await firstThatHolds(component, own, proposals, ports)
    if (typeof found !== 'string') return { component: component.id, ...found }
    reasons.push(found)
  }
  return reasons.join('; ')
}

async function firstThatHolds(component: Runnable, scenarios: Scenario[], proposals: Proposals, ports: RehearsalPorts): Promise<Pick<ComponentPatch, 'files' | 'summary'> | string> {
  try {
    for (;;) {
      const next = await proposals.next()
      if (next.done === true) return next.value
      const { ends, silent, deaths } = await rehearseApp([{ ...component, files: { ...component.files, ...next.value.files } }], { scenarios, changes: [] }, ports)
      if (silent.length + deaths.length === 0 && ends.every(({ failure }) => failure === null)) return next.value
    }
  } finally {
    await proposals.return('')
  }
}

async function* edits({ app, component, trouble, recorded }: Patient, own: Scenario[], { search, budgetMs, seed, stop }: PatchPorts): Proposals {
  if (search === null) return 'nothing that looks for edits is at hand'
  const found = search({
    organism: componentOrganism(app, component, component.files, own, recorded), files: component.files,
    failing: trouble.failing === null ? null : { task: rehearsed(trouble.failing, 'failing') as unknown as Json },
    frames: [], seed, recipes: [], recipesOnly: false, budgetMs, stop, onProgress: () => undefined,
  })
  try {
    for (;;) {
      const next = await found.next()
      if (next.done === true) return `no edit was found: ${next.value.why}, ${next.value.tried} tried`
      const { files, summary } = next.value
      yield { summary, files: Object.fromEntries(Object.entries(files).filter(([path, text]) => component.files[path] !== text)) }
    }
  } finally {
    await found.return({ why: '', tried: 0, perSecond: 0, ms: 0, deaths: [] })
  }
}

/** One file alone, or else all of them. */
async function* goneBack(files: GenomeFiles, before: GenomeFiles): Proposals {
  const changed = Object.entries(before).filter(([path, text]) => Object.hasOwn(files, path) && files[path] !== text)
  for (const choice of [...changed.map((one) => [one]), ...(changed.length > 1 ? [changed] : [])]) yield { files: Object.fromEntries(choice), summary: `${choice.map(([path]) => path).join(', ')} as before` }
  return 'it was never known to be well otherwise'
}
