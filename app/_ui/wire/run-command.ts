import type { Command, CommandOutcome } from '../../../lib/contract/command.ts'
import { getJson, sendBytes, sendJson, ProblemError } from './api.ts'
import type { Live } from './live.ts'

const pollMs = 1500
/** For a core to take it up: one that has may take its time. */
const giveUpMs = 30_000

/** A command that was taken up and refused, with all that its outcome tells. */
export class CommandRefusedError extends ProblemError {
  readonly outcome: CommandOutcome

  constructor(outcome: CommandOutcome) {
    super({ detail: outcome.message, code: outcome.code ?? 'refused', wayOut: '' })
    this.outcome = outcome
  }
}

/**
 * Sends a request for a change and waits for its end: on the stream, and by asking where the stream is broken.
 * @param body a Blob goes as it is, everything else as JSON
 * @param reason why, in the words of who asks; '': none is given
 * @throws ProblemError where it was refused, or nobody took it up
 */
export async function runCommand(live: Live, path: string, body: unknown = {}, method: 'POST' | 'PUT' = 'POST', reason = ''): Promise<CommandOutcome> {
  const { command } = await (body instanceof Blob ? sendBytes<{ command: string }>(path, body) : sendJson<{ command: string }>(method, path, body, { reason }))
  const end = await waitForEnd(live, command)
  if (end.state === 'refused')
    throw new CommandRefusedError(end.outcome)
  return end.outcome
}

interface End {
  state: 'done' | 'refused'
  outcome: CommandOutcome
}

async function waitForEnd(live: Live, command: string): Promise<End> {
  const known = live.commandEnd(command)
  if (known) return known
  return new Promise<End>((resolve, reject) => {
    const stop = live.onEvents(() => {
      const end = live.commandEnd(command)
      if (end) finish(() => resolve(end))
    })
    const poll = setInterval(() => {
      getJson<Command>(`/api/commands/${command}`).then(
        ({ state, outcome }) => {
          if (state === 'claimed') clearTimeout(giveUp)
          if ((state === 'done' || state === 'refused') && outcome) finish(() => resolve({ state, outcome }))
        },
        // The next poll, or the stream, may still bring it.
        () => undefined,
      )
    }, pollMs)
    const giveUp = setTimeout(() => {
      finish(() => reject(new ProblemError({ detail: 'No core has taken this up yet.', code: 'core-down', wayOut: 'It waits, and is done as soon as a core is up.' })))
    }, giveUpMs)
    const finish = (settle: () => void): void => {
      stop()
      clearInterval(poll)
      clearTimeout(giveUp)
      settle()
    }
  })
}
