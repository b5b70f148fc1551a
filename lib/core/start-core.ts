import type { Config } from '../config.ts'
import { StaleEpochError } from '../contract/errors.ts'
import type { NewEvent } from '../contract/event.ts'
import type { Ledger } from '../contract/ports/ledger.ts'
import type { OutputChunk, Sandbox } from '../contract/ports/sandbox.ts'
import type { Search } from '../contract/ports/search.ts'
import type { Claimant, Store } from '../contract/ports/store.ts'
import type { CoreBeat, ThoughtBatch } from '../contract/stream.ts'
import type { Log } from '../log.ts'
import { movableClock } from '../process/clock.ts'
import { demoSeed } from './chance.ts'
import { stand, type Succession } from './elector/elector.ts'
import { lead, type Reign } from './lead.ts'
import { thisMachine, type Machine } from './machine.ts'
import type { Watch } from './open-watch.ts'

/** How often this core says how it is, ms; and at once when that changes. */
const beatMs = 500

export interface CoreOptions {
  config: Config
  store: Store
  /** Name of this core: a or b. */
  name: string
  version: string
  sandbox: Sandbox
  /** Finds patches. Without one, the ladder has no rung that writes code. */
  search?: Search
  /** A user's own script, in the place of the organisms. */
  watch?: Watch
  /** Left out: the one that this process runs on. */
  machine?: Machine
  log: Log
  onOutput: (organism: string, chunk: OutputChunk) => void
  /** What a language model says, as it comes. */
  onThought: (batch: ThoughtBatch) => void
  onBeat: (beat: CoreBeat) => void
  /** The core cannot go on: it lost its lead, its ledger, or itself. */
  onBreak: (error: unknown) => void
  /** It has let another core lead, and is done. */
  onHandOver: () => void
}

export interface Core {
  /** Resolves when this core leads and its organisms live, which may be never. */
  leads: Promise<Reign>
  /** Stands by no more; or ends every organism and closes the ledger. Harmless when called twice. */
  stop: (reason: string) => Promise<void>
}

/** A core: everything is made ready, then it stands by until it leads. */
export async function startCore(options: CoreOptions): Promise<Core> {
  const { config, store, name, version, sandbox, watch, machine = thisMachine(config, name), log, onBeat } = options
  const { steps } = machine
  const clock = movableClock(machine.clock)
  const stopped = new AbortController()
  const genomes = machine.openGenomes(clock)
  const found = watch ? { organisms: [watch.organism], refused: [] } : await machine.loadOrganisms()
  const me: Claimant = { core: name, socket: machine.socket, ...machine.identity }
  const startedAt = clock.now()

  let known: CoreBeat = { role: 'standby', epoch: null, lagMs: null, trouble: null }
  const beat = (change: Partial<CoreBeat> = {}): void => {
    known = { ...known, ...change }
    onBeat(known)
  }
  const beatOn = async (): Promise<void> => {
    for (; !stopped.signal.aborted; await clock.sleep(beatMs, stopped.signal)) beat()
  }

  let ledger: Ledger | null = null
  let reign: Reign | null = null
  const tell = (event: NewEvent): void => void ledger?.append(event).catch(onBreak)
  const ours = { organism: null, incident: null }
  const socket = await machine.openLeaderSocket({
    path: me.socket ?? '', clock,
    onJoin: ({ core, host, pid }) => tell({ ...ours, kind: 'core-join', data: { core, host, pid } }),
    onLeave: ({ core, host, pid }) => tell({ ...ours, kind: 'core-leave', data: { core, host, pid, why: 'its connection ended' } }),
    onRefusal(refusal) {
      tell({ ...ours, kind: 'core-refuse', data: refusal })
      reign?.rightFiles().catch(onBreak)
    },
  })

  const take = async (over: number, { why, from, noticedAt }: Succession): ReturnType<Store['lead']> => {
    // What a core left that died with the disk full. Before anything else: without room, not even who leads can be written.
    machine.emptyDisk(config.dataDir)
    let since: { why: string; at: number } | null = null
    return store.lead({
      claimant: me, over,
      events: [{
        ...ours, kind: 'core-start',
        data: {
          pid: me.pid, tier: watch ? 0 : sandbox.tier, seed: demoSeed(store.readers, config.seed), version,
          host: me.host, why, from, tookMs: noticedAt === null ? null : clock.mono() - noticedAt,
        },
      }],
      patience: {
        onTrouble(trouble) {
          if (trouble !== null) {
            since ??= { why: trouble, at: clock.now() }
            log.error({ trouble }, 'nothing can be written; it waits')
          } else if (since !== null) {
            tell({ ...ours, kind: 'ledger-trouble', data: { why: since.why, since: since.at, ms: clock.now() - since.at } })
            since = null
          }
          beat({ trouble })
        },
      },
      onCommit: () => steps.reach('commit-open'),
    })
  }

  let isBroken = false
  const onBreak = async (error: unknown): Promise<void> => {
    // All that is under way breaks at once.
    if (stopped.signal.aborted || isBroken) return
    isBroken = true
    if (error instanceof StaleEpochError && ledger !== null) await stepDown(error.message, ledger.epoch)
    options.onBreak(error)
  }
  /** Tells whoever leads now, as long as that is done soon. */
  async function stepDown(what: string, epoch: number): Promise<void> {
    const leader = (await store.lease().catch(() => null))?.lease
    if (leader?.socket == null || leader.host !== me.host) return
    const told = machine.reportRefusal(leader.socket, { core: name, pid: me.pid, epoch, what }).catch(() => undefined)
    await Promise.race([told, clock.sleep(500)])
  }

  async function reachTheLead(): Promise<Reign> {
    const led = await stand({
      clock, me, take, lease: store.lease, step: steps.reach,
      foreignLeaseMs: store.isShared ? config.leaseMs : null,
      dial: (path, listener) => machine.dial(path, { core: name, host: me.host, pid: me.pid, startedAt }, {
        ...listener,
        heard(message) {
          if (message.type === 'arm') steps.arm(message.step, message.signal)
          else listener.heard(message)
        },
      }),
      stateOf: machine.stateOf,
      whenOver: machine.whenOver,
      signal: machine.signal,
      endChildrenOf: ({ pid }) => machine.endHostsOf(pid),
      onStandby(leader) {
        // Folded along, so that there is little left to fold when it has to be quick.
        store.readers.view()
        beat({ role: 'standby', epoch: null, lagMs: leader?.lagMs ?? null })
      },
    }, stopped.signal)
    ledger = led
    // Heard from now on: whoever stands by follows it, and need not wait until its organisms live.
    socket.lead(led.epoch)
    machine.sweepOrphans()
    steps.reach('takeover-led')
    reign = await lead(led, {
      ...options, clock, machine, found, genomes, steps, socket,
      onBreak: (error) => void onBreak(error),
      onSwitch: () => void handOver().catch(onBreak),
    })
    beat({ role: 'active', epoch: led.epoch, lagMs: null })
    return reign
  }

  async function handOver(): Promise<void> {
    await reign?.stop(`core ${name} hands over`)
    stopped.abort()
    socket.tell({ type: 'hand-over', why: `core ${name} handed over` })
    options.onHandOver()
  }

  let ending: Promise<void> | null = null
  async function end(reason: string): Promise<void> {
    stopped.abort()
    await reign?.stop(reason)
    socket.close()
    await sandbox.close()
    await store.close()
  }
  void beatOn()
  const leads = reachTheLead()
  leads.catch((error: unknown) => onBreak(error))
  return { leads, stop: (reason) => (ending ??= end(reason)) }
}
