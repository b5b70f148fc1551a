import pLimit, { type LimitFunction } from 'p-limit'
import type { Organism, ScriptTask } from '../contract/spec.ts'
import type { OutputChunk, Run, RunRequest, Sandbox } from '../contract/ports/sandbox.ts'
import { scriptResult } from '../process/script-result.ts'
import type { Body, PulseInput } from './body.ts'

interface RunBodyOptions {
  organism: Organism
  sandbox: Sandbox
  onOutput: (chunk: OutputChunk) => void
  /**
   * Shared by all organisms: so many processes boot at a time. Hundreds at once would hold each other up, and whoever
   * starts them, for each start waits for the kernel. Left out: as many as want to.
   */
  boots?: LimitFunction
}

/** Tasks and scripts: one process a pulse, born from a spare and gone at its end. */
export function runBody({ organism, sandbox, onOutput, boots = pLimit(Infinity) }: RunBodyOptions): Body {
  const { manifest, spec } = organism
  let running: Run | null = null
  /** A signal that came between two pulses, for the next process. */
  let armed: NodeJS.Signals | null = null
  /** Aborted when whoever waits for its turn shall not begin any more. */
  let waiting = new AbortController()

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

  async function end(): Promise<void> {
    waiting.abort(new Error('it was ended before it had begun'))
    await running?.stop('stopped')
  }

  return {
    async pulse(input) {
      const { signal } = waiting = new AbortController()
      const begun = Promise.withResolvers<Run>()
      // The next one boots when this one has begun, or never will.
      void boots(async () => {
        if (signal.aborted) return begun.reject(signal.reason)
        const { promise: started, resolve: start } = Promise.withResolvers<void>()
        const run = sandbox.start(
          { files: input.files, entry: manifest.entry, limits: { ...spec.limits, heapMb: input.override.heapMb ?? spec.limits.heapMb }, network: 'none', work: work(input) },
          {
            output: onOutput,
            started() {
              start()
              // Not at once: a spare that waits begins before `start` has returned.
              queueMicrotask(deliver)
            },
          },
        )
        running = run
        begun.resolve(run)
        await Promise.race([started, run.ended])
      })
      const end = await (await begun.promise).ended
      running = null
      const outcome = manifest.kind === 'script' ? scriptResult(end) : (end.results[0] ?? null)
      return { run: end.record, outcome, health: null, portHolder: 'unknown', output: end.output, workMs: outcome?.ms ?? end.record.wallMs }
    },
    pid: () => running?.pid() ?? null,
    signal(signal) {
      if (running?.signal(signal) !== true) armed = signal
    },
    port: () => null,
    restart: end,
    stop: end,
  }
}
