import type { Organism, ScriptTask } from '../contract/spec.ts'
import type { OutputChunk, Run, RunRequest, Sandbox } from '../contract/ports/sandbox.ts'
import { scriptResult } from '../process/script-result.ts'
import type { Body, PulseInput } from './body.ts'

/** Tasks and scripts: one process a pulse, born from a spare and gone at its end. */
export function runBody({ organism, sandbox, onOutput }: { organism: Organism; sandbox: Sandbox; onOutput: (chunk: OutputChunk) => void }): Body {
  const { manifest, spec } = organism
  let running: Run | null = null
  /** A signal that came between two pulses, for the next process. */
  let armed: NodeJS.Signals | null = null

  const work = ({ task, state, override }: PulseInput): RunRequest['work'] => {
    const delay = override.delayMs === undefined ? {} : { delayMs: override.delayMs }
    if (manifest.kind === 'script') {
      const { args, stdin } = task as unknown as ScriptTask
      return { mode: 'script', args, stdin, ...delay }
    }
    return { mode: 'perform', tasks: [task], ...(state === undefined ? {} : { state }), ...delay }
  }

  const deliver = (): void => {
    if (armed !== null && running?.signal(armed) === true) armed = null
  }

  return {
    async pulse(input) {
      const run = sandbox.start(
        { files: input.files, entry: manifest.entry, limits: { ...spec.limits, heapMb: input.override.heapMb ?? spec.limits.heapMb }, network: 'none', work: work(input) },
        // Not at once: a spare that waits begins before `start` has returned.
        { output: onOutput, started: () => queueMicrotask(deliver) },
      )
      running = run
      const end = await run.ended
      running = null
      const outcome = manifest.kind === 'script' ? scriptResult(end) : (end.results[0] ?? null)
      return { run: end.record, outcome, health: null, portHolder: 'unknown', output: end.output, workMs: outcome?.ms ?? end.record.wallMs }
    },
    pid: () => running?.pid() ?? null,
    signal(signal) {
      if (running?.signal(signal) !== true) armed = signal
    },
    port: () => null,
    restart: async () => { await running?.stop('stopped') },
    stop: async () => { await running?.stop('stopped') },
  }
}
