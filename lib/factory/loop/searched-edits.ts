import type { Json } from '../../contract/json.ts'
import type { Scenario } from '../../contract/factory/scenario.ts'
import { componentOrganism } from '../oracle/component-organism.ts'
import { rehearsed } from '../oracle/conversations.ts'
import type { PatchPorts, Patient, Proposals } from './patient.ts'

/** What the embedded healer finds. */
export async function* searchedEdits({ app, component, trouble, recorded, budgetMs, seed }: Patient, own: Scenario[], { search, stop }: PatchPorts): Proposals {
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
