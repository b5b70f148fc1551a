import type { Clock } from '../../contract/ports/clock.ts'
import type { Ledger } from '../../contract/ports/ledger.ts'
import type { Claimant, Lease, ProcessIdentity } from '../../contract/ports/store.ts'
import { LedgerUnavailableError, LeaseTakenError } from '../../contract/errors.ts'
import type { ProcessState } from '../../process/process-identity.ts'
import type { Link, LinkListener } from './dial.ts'

/**
 * How silent the leading core may be, ms of time in which this one was awake itself: a machine that slept is no hung
 * core. One that the kernel says is stopped will not beat again by itself; any other may only be busy.
 */
const patience = { stoppedMs: 400, silentMs: 3_000, deafMs: 1_000 } as const
/** From one look to the next, ms. */
const lookMs = 50
const deathLookMs = 1
const redialMs = 5
/** From the end of a connection to the end of the process, where the one comes from the other. */
const dyingMs = 20
const leaseLookMs = 500

/** Why a core takes the lead, from whom, and how long that took. */
export interface Succession {
  why: string
  from: { core: string; pid: number; epoch: number } | null
  /** Monotonic ms of when the need was noticed; null: nobody led. */
  noticedAt: number | null
}

export interface ElectorPorts {
  clock: Clock
  me: Claimant
  /** Another host's core is taken for dead when its lease is so old; null: at once, since no other host can have this ledger. */
  foreignLeaseMs: number | null
  lease: () => Promise<{ lease: Lease; ageMs: number } | null>
  /** @throws LeaseTakenError */
  take: (over: number, succession: Succession) => Promise<Ledger>
  /** @throws where nobody listens */
  dial: (socket: string, listener: LinkListener) => Promise<Link>
  stateOf: (identity: ProcessIdentity) => ProcessState
  /** Calls back when it is over, which may be before its connection ends; or never. @returns looks no more */
  whenOver: (identity: ProcessIdentity, heard: () => void) => () => void
  signal: (identity: ProcessIdentity, signal: 'SIGKILL' | 'SIGCONT') => void
  /** Whom this core stands by for, and how late it hears of it; null: nobody yet. */
  onStandby: (leader: { core: string; epoch: number; lagMs: number | null } | null) => void
  /** Ends the processes of a core that is stopped and not dead: nobody must run twice. */
  endChildrenOf: (identity: ProcessIdentity) => void
  /** A step of the takeover. */
  step: (name: 'takeover-noticed') => void
}

/** How long the leader of an epoch has not been heard, ms: a new connection to it says nothing yet. */
interface Silence { epoch: number; ms: number }

/** What became of a leader that was followed. */
type Loss = { kind: 'broken' } | { kind: 'silent'; why: string } | { kind: 'handed-over'; why: string } | { kind: 'split'; wakeMs: number }

/**
 * Waits until this core leads. It is decided by the ledger alone: whoever raises the epoch from the one that it has seen
 * end. Socket and signals only say when to try, and see to it that whoever led is dead before somebody else does.
 * Where the ledger cannot be used, it is tried again.
 */
export async function stand(ports: ElectorPorts, stop: AbortSignal): Promise<Ledger> {
  const silence: Silence = { epoch: 0, ms: 0 }
  for (;;) {
    stop.throwIfAborted()
    try {
      const led = await tryOnce(ports, silence, stop)
      if (led !== null) return led
    } catch (error) {
      if (!(error instanceof LeaseTakenError || error instanceof LedgerUnavailableError)) throw error
      await ports.clock.sleep(lookMs, stop)
    }
  }
}

async function tryOnce(ports: ElectorPorts, silence: Silence, stop: AbortSignal): Promise<Ledger | null> {
  const { clock } = ports
  const found = await ports.lease()
  if (found === null) return ports.take(0, { why: 'nobody has led before', from: null, noticedAt: null })
  const { lease, ageMs } = found
  const from = { core: lease.core, pid: lease.pid, epoch: lease.epoch }
  const takeFrom = async (why: string, noticedAt: number | null): Promise<Ledger> => {
    const ledger = await ports.take(lease.epoch, { why, from, noticedAt })
    // Only now is nothing left of it that could still change a file.
    while (ports.stateOf(lease) === 'dying') await clock.sleep(deathLookMs)
    return ledger
  }

  if (lease.host !== ports.me.host) {
    if (ports.foreignLeaseMs === null) return takeFrom('who led before is gone with its machine', null)
    ports.onStandby({ core: lease.core, epoch: lease.epoch, lagMs: ageMs })
    if (ageMs > ports.foreignLeaseMs) return takeFrom(`its lease was not renewed for ${Math.round(ageMs / 1000)} s`, clock.mono())
    await clock.sleep(leaseLookMs, stop)
    return null
  }
  // Nobody else can hold what this very process has let go of.
  if (lease.pid === ports.me.pid && lease.born === ports.me.born) return takeFrom('it has led before, and let go of it', null)
  if (isOver(ports, lease)) return takeFrom('its process is gone', null)

  if (silence.epoch !== lease.epoch) Object.assign(silence, { epoch: lease.epoch, ms: 0 })
  const loss = await follow(ports, lease, silence, stop)
  if (loss === null) return null
  const noticedAt = clock.mono()
  ports.step('takeover-noticed')
  switch (loss.kind) {
    case 'handed-over': return takeFrom(loss.why, noticedAt)
    case 'split': return splitBrain(ports, lease, loss.wakeMs, () => takeFrom('it was stopped, and shall wake later', noticedAt))
    case 'broken':
    case 'silent': {
      await seeOver(ports, lease, stop)
      return takeFrom(loss.kind === 'silent' ? loss.why : 'its process ended', noticedAt)
    }
  }
}

/** Follows the leader until it is lost. @returns null where somebody else leads by now, or nothing is sure yet */
async function follow(ports: ElectorPorts, lease: Lease, silence: Silence, stop: AbortSignal): Promise<Loss | null> {
  const { promise: lost, resolve: lose } = Promise.withResolvers<Loss | null>()
  const over = new AbortController()
  void watchSilence(ports, lease, silence, AbortSignal.any([over.signal, stop]), lose)
  let hasEnded = false
  let link: Link | null = null
  link = await reach(ports, lease, {
    heard(message) {
      silence.ms = 0
      if (message.type === 'hand-over') return lose({ kind: 'handed-over', why: message.why })
      if (message.type === 'split-brain') return lose({ kind: 'split', wakeMs: message.wakeMs })
      if (message.type !== 'beat') return undefined
      link?.echo(message.beat)
      return ports.onStandby({ core: lease.core, epoch: message.epoch, lagMs: message.lagMs })
    },
    ended() {
      hasEnded = true
      lose({ kind: 'broken' })
    },
  }, stop)
  if (link === null) {
    over.abort()
    // It lives and nobody can talk to it: whoever leads must be heard.
    return stop.aborted || isOver(ports, lease) ? { kind: 'broken' } : { kind: 'silent', why: 'it could not be reached' }
  }

  const forget = ports.whenOver(lease, () => lose({ kind: 'broken' }))
  stop.addEventListener('abort', () => lose(null), { once: true, signal: over.signal })
  if (stop.aborted) lose(null)
  const loss = await lost
  over.abort()
  forget()
  if (!hasEnded) link.close()
  // A broken connection is no dead core. One that dies lets go of it a moment before it is dead; any other is reached again.
  return loss?.kind !== 'broken' || (await diesNow(ports, lease, stop)) ? loss : null
}

async function watchSilence({ clock, stateOf }: ElectorPorts, lease: Lease, silence: Silence, over: AbortSignal, lose: (loss: Loss) => void): Promise<void> {
  for (let before = clock.mono(); !over.aborted; ) {
    await clock.sleep(lookMs, over)
    const now = clock.mono()
    silence.ms += Math.min(now - before, 2 * lookMs)
    before = now
    if (over.aborted) return
    if (silence.ms >= patience.stoppedMs && stateOf(lease) === 'stopped') lose({ kind: 'silent', why: `it was stopped, and silent for ${Math.round(silence.ms)} ms` })
    else if (silence.ms >= patience.silentMs) lose({ kind: 'silent', why: `it was silent for ${Math.round(silence.ms)} ms` })
  }
}

/** Its code has run for the last time: it writes nothing more. */
function isOver({ stateOf }: Pick<ElectorPorts, 'stateOf'>, lease: Lease): boolean {
  const state = stateOf(lease)
  return state === 'dying' || state === 'dead'
}

async function diesNow(ports: ElectorPorts, lease: Lease, stop: AbortSignal): Promise<boolean> {
  const { clock } = ports
  for (const until = clock.mono() + dyingMs; !stop.aborted; await clock.sleep(deathLookMs, stop)) {
    if (isOver(ports, lease)) return true
    if (clock.mono() > until) return false
  }
  return false
}

async function reach(ports: ElectorPorts, lease: Lease, listener: LinkListener, stop: AbortSignal): Promise<Link | null> {
  const until = ports.clock.mono() + patience.deafMs
  while (!stop.aborted && !isOver(ports, lease)) {
    const link = await ports.dial(lease.socket ?? '', listener).catch(() => null)
    if (link !== null || ports.clock.mono() > until) return link
    await ports.clock.sleep(redialMs, stop)
  }
  return null
}

/** Whoever led is ended, and seen to be: it may hold the write lock, and run organisms. */
async function seeOver(ports: ElectorPorts, lease: Lease, stop: AbortSignal): Promise<void> {
  ports.signal(lease, 'SIGKILL')
  while (!isOver(ports, lease)) {
    stop.throwIfAborted()
    await ports.clock.sleep(deathLookMs, stop)
  }
}

/** The one thing that is never done otherwise: to lead while the other one, which has stopped itself, lives. The epoch alone keeps it out. */
async function splitBrain(ports: ElectorPorts, lease: Lease, wakeMs: number, take: () => Promise<Ledger>): Promise<Ledger> {
  for (const until = ports.clock.mono() + patience.stoppedMs; ports.stateOf(lease) === 'running' && ports.clock.mono() < until;) await ports.clock.sleep(deathLookMs)
  const ledger = await take()
  ports.endChildrenOf(lease)
  void ports.clock.sleep(wakeMs).then(() => ports.signal(lease, 'SIGCONT'))
  return ledger
}
