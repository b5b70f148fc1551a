import { createTwoFilesPatch } from 'diff'
import { stringify } from 'yaml'
import { contractName, testsName } from '../../app-folder/paths.ts'
import { ModelError } from '../../contract/errors.ts'
import type { Scenario } from '../../contract/factory/scenario.ts'
import type { GenomeFiles } from '../../contract/genome.ts'
import { Dialogue } from '../../mind/dialogue.ts'
import { answerMs } from '../pen.ts'
import type { PatchPorts, Patient, Proposals } from './patient.ts'

const mostQuestions = 4
/** Scenarios that fail for one cause say the same. */
const mostShown = 5

/**
 * What a language model makes of it, told each time why the last answer was refused.
 * @param until by the monotonic clock: after it nobody is asked, and no answer is waited for
 */
export async function* askedEdits({ component, trouble, log, before, seed }: Patient, own: Scenario[], until: number, { pen, clock, stop }: PatchPorts): Proposals {
  if (pen === null) return 'no language model is set'
  const files = Object.fromEntries(Object.entries(component.files).filter(([path]) => path !== contractName))
  const failing = own.filter(({ id }) => trouble.scenarios.includes(id)).slice(0, mostShown)
  const [death] = trouble.deaths
  const since = changesSince(before, component.files)
  const dialogue = new Dialogue()
  for (let nth = 0; nth < mostQuestions && !dialogue.isStuck; nth += 1) {
    const leftMs = until - clock.mono()
    if (leftMs <= 0) return `the time was over before ${pen.name} had an answer that holds`
    try {
      const answer = await dialogue.ask({
        goal: 'heal', organism: { title: component.title, kind: 'service', entry: Object.keys(files).find((path) => path.startsWith('main.')) ?? '' }, files,
        verdict: { kind: death === undefined ? 'wrong-output' : 'crash', summary: trouble.why, signature: null, frames: [] },
        output: death?.failure ? `${log}\n${death.failure.stack}` : log, spec: null, tests: { [testsName]: stringify(failing), [contractName]: component.files[contractName] ?? '', ...(since !== '' && { 'what was changed since it was well': since }) },
        failing: trouble.failing === null ? null : JSON.stringify(trouble.failing), lessons: [],
      }, (order) => pen.ask({ ...order, component: component.id, purpose: 'heal', seed: seed + nth, timeoutMs: Math.min(answerMs, leftMs), stop }))
      if ('refused' in answer) continue
      const changed = Object.fromEntries(Object.entries(answer.files).filter(([path, text]) => component.files[path] !== text))
      const fault = yield { files: changed, summary: `${pen.name}: ${answer.why || 'it gave no reason'}`.slice(0, 300) }
      dialogue.died(fault ?? 'it was refused')
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      return error.message
    }
  }
  return `${pen.name} was asked, and nothing held: ${dialogue.lastDeath}`.slice(0, 500)
}

const changesSince = (before: GenomeFiles | null, files: GenomeFiles): string =>
  Object.entries(before ?? {}).filter(([path, text]) => files[path] !== text).map(([path, text]) => createTwoFilesPatch(path, path, text, files[path] ?? '')).join('\n')
