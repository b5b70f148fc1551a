import type { GenomeFiles } from '../../contract/genome.ts'
import { applyChanges } from '../../repair/edit.ts'
import { statementsOf } from '../../repair/statements.ts'
import type { Candidate, Evaluator, Tried } from '../../repair/4-evaluate/evaluator.ts'
import type { Baseline } from '../../repair/4-evaluate/plan.ts'
import type { Variant } from '../../repair/variant.ts'
import type { Workspace } from '../../process/workspace.ts'

/** Tests that only a command can run: one process, at least, for each candidate. All that is known is its exit code. */
export class CommandEvaluator implements Evaluator {
  readonly batchSize = 1
  readonly #workspaces: readonly Workspace[]
  readonly #command: { file: string; args: readonly string[] } | string
  readonly #timeoutMs: number
  readonly #left: () => number
  #files: GenomeFiles = {}

  /**
   * @param options.workspaces one for each candidate at a time, each with the whole program in it
   * @param options.left ms that the search has left: no candidate is run for longer
   */
  constructor(options: { workspaces: readonly Workspace[]; command: { file: string; args: readonly string[] } | string; timeoutMs: number; left?: () => number }) {
    this.#workspaces = options.workspaces
    this.#command = options.command
    this.#timeoutMs = options.timeoutMs
    this.#left = options.left ?? (() => Infinity)
  }

  get lanes(): number {
    return this.#workspaces.length
  }

  open(files: GenomeFiles): void {
    this.#files = files
  }

  ready(): Promise<void> {
    return Promise.resolve()
  }

  /** Every statement is as suspicious as the next; where the output has a stack trace, the search is told by its caller. */
  measure(variant: Variant): Promise<Baseline> {
    let offset = 0
    const statements = [...variant.sources].flatMap(([path, source]) => {
      const found = statementsOf(source.ast)
      offset += found.length
      return found.map((statement) => ({ ...statement, id: offset - found.length + statement.id, path, local: statement.id }))
    })
    return Promise.resolve({ checks: [{ passes: false, covered: [] }], tests: [], total: 1, why: null, outcomes: [], statements, calls: [], heldOut: 0, turns: 0 })
  }

  keep(): Promise<void> {
    return Promise.resolve()
  }

  async try(lane: number, candidates: readonly Candidate[]): Promise<Tried[]> {
    const tried: Tried[] = []
    for (const candidate of candidates) tried.push(await this.#tryOne(lane, candidate))
    return tried
  }

  async #tryOne(lane: number, candidate: Candidate): Promise<Tried> {
    const workspace = this.#workspaces[lane % this.#workspaces.length]
    if (!workspace) throw new RangeError('no workspace')
    const { variant, path, edit } = candidate
    workspace.write({ ...this.#files, ...variant.files, [path]: applyChanges(variant.files[path] ?? '', edit.changes) })
    const end = await workspace.run(this.#command, Math.max(1, Math.min(this.#timeoutMs, this.#left())))
    return { candidate, score: end.ok ? 1 : 0, passes: end.ok, why: end.ok ? null : whyNot(end) }
  }

  observe(_: number, probes: readonly Candidate[]): Promise<[][]> {
    return Promise.resolve(probes.map(() => []))
  }

  probe(_: Variant, candidates: readonly Candidate[]): Promise<null[]> {
    return Promise.resolve(candidates.map(() => null))
  }

  relax(): boolean {
    return false
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

/** The line of a failed run that says most. */
export function whyNot({ timedOut, exitCode, output }: { timedOut: boolean; exitCode: number | null; output: string }): string {
  if (timedOut) return 'ran on and on'
  const line = output.split('\n').find((text) => /\b\w*Error\b/.test(text)) ?? ''
  return line.trim().slice(0, 160) || `exit code ${exitCode}`
}
