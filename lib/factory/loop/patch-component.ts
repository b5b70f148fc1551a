import type { Runnable } from '../../app-folder/runnables.ts'
import type { Scenario } from '../../contract/factory/scenario.ts'
import type { GenomeFiles } from '../../contract/genome.ts'
import { proveComponent } from '../check/prove-component.ts'
import type { RehearsalPorts } from '../check/rehearse-app.ts'
import { askedEdits } from './asked-edits.ts'
import type { ComponentPatch, PatchPorts, Patient, Proposals } from './patient.ts'
import { searchedEdits } from './searched-edits.ts'

/**
 * Looks for an edit of one component with which its own scenarios hold, and proves it in a process of its own: first the
 * embedded healer, where it reads the language, then a language model, where there is one. Where none is found, files go
 * back to what they were before, as few as do.
 * @returns why there is none, as a text
 */
export async function patchComponent(patient: Patient, ports: PatchPorts): Promise<ComponentPatch | string> {
  const until = ports.clock.mono() + patient.timeMs
  const { component, tests, before } = patient
  const own = tests.scenarios.filter(({ of }) => of === component.id)
  if (own.length === 0) return `nothing says what ${component.id} has to do: it has no scenario of its own`
  const reasons: string[] = []
  for (const proposals of [searchedEdits(patient, own, ports), askedEdits(patient, own, until, ports), goneBack(component.files, before ?? {})]) {
    const found = await firstThatHolds(component, own, proposals, ports)
    if (typeof found !== 'string') return { component: component.id, ...found }
    reasons.push(found)
  }
  return reasons.join('; ')
}

/** @param proposals told, by what `next` is given, why the last one was refused */
async function firstThatHolds(component: Runnable, scenarios: Scenario[], proposals: Proposals, ports: RehearsalPorts): Promise<Pick<ComponentPatch, 'files' | 'summary'> | string> {
  try {
    for (let refusal: string | undefined; ;) {
      const next = await proposals.next(refusal)
      if (next.done === true) return next.value
      const fault = await proveComponent({ ...component, files: { ...component.files, ...next.value.files } }, scenarios, ports)
      if (fault === null) return next.value
      refusal = fault
    }
  } finally {
    await proposals.return('')
  }
}

/** One file alone, or else all of them. */
async function* goneBack(files: GenomeFiles, before: GenomeFiles): Proposals {
  const changed = Object.entries(before).filter(([path, text]) => Object.hasOwn(files, path) && files[path] !== text)
  for (const choice of [...changed.map((one) => [one]), ...(changed.length > 1 ? [changed] : [])]) yield { files: Object.fromEntries(choice), summary: `${choice.map(([path]) => path).join(', ')} as before` }
  return 'it was never known to be well otherwise'
}
