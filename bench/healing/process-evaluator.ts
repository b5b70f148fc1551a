import type { GenomeFiles } from '../../lib/contract/genome.ts'
import { applyChanges } from '../../lib/repair/edit.ts'
import type { Candidate, Evaluator, Tried } from '../../lib/repair/4-evaluate/evaluator.ts'
import type { Baseline } from '../../lib/repair/4-evaluate/plan.ts'
import type { Variant } from '../../lib/repair/variant.ts'

/** The usual way, as a control: each candidate in a process of its own. All else is as with the hosts that it asks. */
export class ProcessEvaluator implements Evaluator {
  readonly lanes = 2
  readonly batchSize = 1
  readonly #hosts: Evaluator
  readonly #run: (files: GenomeFiles) => Promise<{ right: number; of: number }>

  /** @param run how many checks files pass, of how many */
  constructor(hosts: Evaluator, run: (files: GenomeFiles) => Promise<{ right: number; of: number }>) {
    this.#hosts = hosts
    this.#run = run
  }

  open(files: GenomeFiles, suspects: readonly string[]): void {
    this.#hosts.open(files, suspects)
  }

  ready(lane: number): Promise<void> {
    return this.#hosts.ready(lane)
  }

  measure(variant: Variant): Promise<Baseline> {
    return this.#hosts.measure(variant)
  }

  keep(variant: Variant): Promise<void> {
    return this.#hosts.keep(variant)
  }

  async try(_lane: number, candidates: readonly Candidate[]): Promise<Tried[]> {
    const tried: Tried[] = []
    for (const candidate of candidates) {
      const { right, of } = await this.#run(filesOf(candidate))
      tried.push({ candidate, score: right, passes: right === of, why: right === of ? null : 'failed' })
    }
    return tried
  }

  observe(...asked: Parameters<Evaluator['observe']>): ReturnType<Evaluator['observe']> {
    return this.#hosts.observe(...asked)
  }

  probe(...asked: Parameters<Evaluator['probe']>): ReturnType<Evaluator['probe']> {
    return this.#hosts.probe(...asked)
  }

  relax(): boolean {
    return false
  }

  close(): Promise<void> {
    return this.#hosts.close()
  }
}

/** The program that a candidate stands for. */
export function filesOf({ variant, path, edit }: Candidate): GenomeFiles {
  return { ...variant.files, [path]: applyChanges(variant.files[path] ?? '', edit.changes) }
}
