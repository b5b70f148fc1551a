import type { Action, ActionProgram } from '../contract/action.ts'
import type { CommandOutcome } from '../contract/command.ts'
import { eachEvent } from '../contract/each-event.ts'
import { ActionBusyError, ActionForbiddenError, NoCoreError, RequestInvalidError } from '../contract/errors.ts'
import type { EventData, LedgerEvent, NewEvent } from '../contract/event.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { LedgerReader } from '../contract/ports/ledger.ts'
import { variableOf } from '../config.ts'
import { withoutKey } from '../llm/quote.ts'
import { endMarked } from '../process/end-marked.ts'
import { findOnPath } from '../process/find-on-path.ts'
import { startOutside, type OutsideProgram, type OutsideStop } from '../process/outside-program.ts'

export interface ActionPorts {
  /** What the operator has named in the configuration. */
  allowed: readonly ActionProgram[]
  clock: Clock
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  reader: Pick<LedgerReader, 'events'>
  /** All that a program gets to see of ours. */
  environment: Readonly<Record<string, string>>
  /** Where programs are run. */
  folder: string
  /** What must not be written down, whoever prints it; read when it is needed. */
  secrets: () => readonly (string | undefined)[]
}

export interface ActionDesk {
  /** @throws OuroborosError where it is refused: nothing was run, or how it ended is not known */
  run: (command: string, action: Action, by: string) => Promise<CommandOutcome>
  /** For the start of a core: ends what one that is gone has left running, and says of each that its end was not seen. */
  recover: () => Promise<void>
  /** Ends what runs; resolves when its end is in the ledger. What is asked for from then on is refused. */
  close: () => Promise<void>
}

const atOnce = 2
/** Of the output, in the outcome; all that is kept of it hangs on the event. Characters. */
const outcomeChars = 8 * 1024
const ours = { organism: null, incident: null }

/**
 * Runs programs of the machine on an operator's word, where the configuration names them. Of `shell` the first argument
 * is the program. What is passed on are the arguments themselves, one by one, and no shell reads them; whoever wants one
 * says so: `sh`, `-c`, `a | b`.
 */
export function openActionDesk({ allowed, clock, record, reader, environment, folder, secrets }: ActionPorts): ActionDesk {
  const running = new Map<string, { program: OutsideProgram | null; settled: Promise<unknown> }>()
  let isClosing = false
  const redacted = (text: string): string => secrets().reduce<string>(withoutKey, text)
  const end = (data: EventData<'action-end'>, attachment?: string): Promise<unknown> => record({ ...ours, kind: 'action-end', data, ...(attachment !== undefined && { attachment }) })

  /** @returns the program's file */
  function admit({ program, args }: Action): string {
    if (!allowed.includes(program)) throw new ActionForbiddenError(`${program} is not among the programs that may be run here: name it in ${variableOf('actions')}, and start again.`)
    if (isClosing) throw new NoCoreError('This core is ending; ask again.')
    if (running.size >= atOnce) throw new ActionBusyError(`${atOnce} actions run already; wait until one of them has ended.`)
    const name = program === 'shell' ? (args[0] ?? '') : program
    const file = findOnPath(name, { path: environment['PATH'] ?? '', folder })
    if (file === null) throw new RequestInvalidError(`There is no program ${JSON.stringify(name)} on this machine that may be run.`)
    return file
  }

  async function carryOut(command: string, action: Action, file: string, by: string): Promise<CommandOutcome> {
    const { program, args, timeoutMs } = action
    await record({ ...ours, kind: 'action-start', data: { command, program, args: args.map(redacted), timeoutMs, by } })
    // Writing that may have taken a while.
    if (isClosing) {
      await end({ command, exitCode: null, signal: null, ms: 0, why: 'the core ended before it was started' })
      throw new NoCoreError('The core ended before it was started; ask again.')
    }
    const outside = startOutside({ file, args: program === 'shell' ? args.slice(1) : args, folder, environment, timeoutMs, mark: command }, clock)
    running.get(command)!.program = outside
    const { exitCode, signal, ms, output, stopped, spawnError } = await outside.ended
    const data = { command, exitCode, signal, ms, why: spawnError === null ? whyOf(stopped) : `it could not be started: ${spawnError.message}` }
    const said = redacted(output)
    await end(data, said)
    if (spawnError !== null) throw new RequestInvalidError(`${file} could not be started: ${spawnError.message}`, { cause: spawnError })
    return outcomeOf(labelOf(program, args.map(redacted)), data, said)
  }

  return {
    async run(command, action, by) {
      // A command whose core died may be claimed again; what it did outside must not be done twice.
      if (eachEvent(reader, { kinds: ['action-start'] }).some((event) => event.kind === 'action-start' && event.data.command === command)) throw new NoCoreError('The core that ran it ended before it could say so. The ledger tells how far it came; it is not run again.')
      const file = admit(action)
      const work = Promise.resolve().then(() => carryOut(command, action, file, by)).finally(() => running.delete(command))
      running.set(command, { program: null, settled: work.catch(() => undefined) })
      return work
    },
    async recover() {
      const open = new Set<string>()
      for (const { kind, data } of eachEvent(reader, { kinds: ['action-start', 'action-end'] })) {
        if (kind === 'action-start') open.add(data.command)
        if (kind === 'action-end') open.delete(data.command)
      }
      for (const command of open) {
        // It ended with its core; what it had started may not have.
        endMarked(command)
        await end({ command, exitCode: null, signal: null, ms: 0, why: 'its core ended before it did' })
      }
    },
    async close() {
      isClosing = true
      const all = [...running.values()]
      for (const { program } of all) void program?.stop()
      await Promise.all(all.map(({ settled }) => settled))
    },
  }
}

const words: Record<OutsideStop, string> = { timeout: 'it took longer than it may', ending: 'the core ended' }
const byItself = 'it came to its end'
const whyOf = (stopped: OutsideStop | null): string => (stopped === null ? byItself : words[stopped])

/** As one would type it, on one short line. */
function labelOf(program: ActionProgram, args: readonly string[]): string {
  const typed = (program === 'shell' ? args : [program, ...args]).join(' ').replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
  return typed.length > 80 ? `${typed.slice(0, 79)}…`.toWellFormed() : typed
}

function outcomeOf(label: string, { exitCode, signal, ms, why }: Omit<EventData<'action-end'>, 'command'>, output: string): CommandOutcome {
  const how = exitCode === null ? `was ended by ${signal ?? 'somebody'}` : `ended with exit code ${exitCode}`
  return {
    message: `${label} ${how} after ${Math.round(ms)} ms${why === byItself ? '' : `: ${why}`}`,
    action: { exitCode, signal, ms, output: output.slice(0, outcomeChars).toWellFormed(), truncated: output.length > outcomeChars },
  }
}
