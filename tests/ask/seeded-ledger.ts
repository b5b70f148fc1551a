import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Command, CommandRequest } from '../../lib/contract/command.ts'
import type { EventData, LedgerEvent, NewEvent } from '../../lib/contract/event.ts'
import { genomeId, type GenomeOrigin } from '../../lib/contract/genome.ts'
import { manifestSchema, type OrganismState } from '../../lib/contract/organism.ts'
import type { Ledger } from '../../lib/contract/ports/ledger.ts'
import type { Verdict, VerdictKind } from '../../lib/contract/verdict.ts'
import { openDesk } from '../../lib/store/sqlite/open-desk.ts'
import { openLedger } from '../../lib/store/sqlite/open-ledger.ts'
import { openReaders } from '../../lib/store/sqlite/open-readers.ts'
import { event } from '../conformance/event-samples.ts'
import { FakeClock } from '../fixtures/fake-clock.ts'
import { at, now, organisms, scenes, successions, type Climb, type Scene } from './seeded-scenes.ts'

export interface Seeded {
  path: string
  /** All of them, oldest first. */
  events: LedgerEvent[]
  /** As the desk has them at the end, oldest first. */
  commands: Command[]
  /** As they were told to the ledger. */
  heartbeats: { at: number; core: string; role: 'active' | 'standby'; lagMs: number | null }[]
  cleanup: () => void
}

const summaries: Partial<Record<VerdictKind, string>> = { crash: 'TypeError: x is not a function', 'wrong-output': 'the sum is not what the spec says', timeout: 'no answer within 1000 ms' }
const verdict = (kind: VerdictKind): Verdict => ({ kind, summary: summaries[kind] ?? kind, signature: kind === 'healthy' ? null : `${kind}#1`, frames: [] })
const run = (wallMs: number, peakRssMb: number, exitCode: number | null, startedAt: number): NonNullable<EventData<'pulse-end'>['run']> => ({
  pid: 1, startedAt, wallMs, firstOutputMs: 4, cpuMs: wallMs / 2, peakRssMb, exitCode, signal: null, stopReason: null, failure: null,
  output: { lines: 1, bytes: 20, skippedLines: 0 }, tier: 2, network: 'none', refusedLimits: [],
})

/** What happens at its time; deeds of one moment in the order in which they were written down. */
interface Deed { at: number; do: (ledger: Ledger) => Promise<unknown> }

class Story {
  readonly deeds: Deed[] = []
  readonly #versions = new Map<string, number>()
  readonly #live = new Map<string, string>()
  readonly #pulses = new Map<string, number>()

  tell(time: number, ...events: NewEvent[]): void {
    this.deeds.push({ at: time, do: (ledger) => ledger.append(...events) })
  }

  live = (organism: string): string => this.#live.get(organism) ?? genomeId(organism, 1)

  /** Adds a version and makes it the live one. */
  promote(time: number, organism: string, origin: GenomeOrigin, author: string, reason: string, subject: { organism: string; incident: string | null }): string {
    const version = (this.#versions.get(organism) ?? 0) + 1
    const from = this.#live.get(organism) ?? null
    const id = genomeId(organism, version)
    this.#versions.set(organism, version)
    this.#live.set(organism, id)
    const genome = {
      id, organism, version, parents: from === null ? [] : [from], origin, reason, author, createdAt: time, files: { 'organism.js': 'b'.repeat(64) }, hash: 'c'.repeat(64),
      added: version, removed: version % 3,
    }
    this.tell(time, event('genome-add', { genome }, subject), event('promote-start', { genome: id, from, why: reason }, subject), event('promote-end', { genome: id, from }, subject))
    return id
  }

  pulse(time: number, organism: string, kind: VerdictKind, workMs: number): void {
    const number = (this.#pulses.get(organism) ?? 0) + 1
    this.#pulses.set(organism, number)
    const isBad = kind !== 'healthy' && kind !== 'slow'
    this.tell(time, event('pulse-end', {
      number, genome: this.live(organism), run: organism === 'beacon' ? null : run(workMs + 20, 40 + (number % 7) * 1.5, isBad ? 1 : 0, time - 30), workMs, seed: number, task: [number], result: isBad ? null : [number],
      verdict: verdict(kind), fitness: isBad ? null : 0.9, probe: false,
    }, { organism }))
  }

  state(time: number, organism: string, from: OrganismState, to: OrganismState, reason: string): void {
    this.tell(time, event('organism-state', { from, to, reason }, { organism }))
  }
}

/** From the fault to its end. @returns when it was over */
function play(story: Story, { at: start, organism, cause, incident, lastsMs = 0 }: Scene, place: number): void {
  const injection = `inj-${String(place + 1).padStart(2, '0')}`
  const own = { organism, incident: null }
  const endFault = (time: number, why: string): void => { if (cause) story.tell(time, event('fault-end', { injection, end: cause.end, why }, own)) }
  if (cause) {
    story.tell(start, event('fault-prepare', {
      injection, fault: cause.fault, class: cause.class, label: cause.label, seed: place, intensity: cause.intensity, ttlMs: 60_000, undo: 'the version before', summary: 'line 3',
    }, own))
    const genome = cause.class === 'code' ? story.promote(start, organism, 'chaos', 'chaos', `${cause.label}: line 3`, own) : null
    story.tell(start, event('fault-inject', { injection, genome }, own))
  }
  if (incident === null) {
    if (lastsMs !== null) endFault(start + lastsMs, 'its time was over')
    return
  }
  const { id, verdict: kind, detectMs, climbs, end } = incident
  const inside = { organism, incident: id }
  const opened = start + detectMs
  story.pulse(opened, organism, kind, detectMs)
  story.tell(opened, event('incident-open', { verdict: verdict(kind), genome: story.live(organism), fault: cause === null ? null : injection, detectMs }, inside))
  story.state(opened, organism, 'healthy', 'crashed', summaries[kind] ?? kind)
  story.state(opened, organism, 'crashed', 'healing', 'the ladder is climbed')
  let time = opened
  for (const climb of climbs) {
    story.tell(time, event('rung-start', { rung: climb.rung, budgetMs: 8_000 }, inside))
    time += climb.ms
    climbed(story, climb, time, inside)
    if (climb.rung === 'restart') story.tell(time, event('organism-restart', { delayMs: 100 + (place % 5) * 10, used: 1, allowed: 10, periodMs: 60_000 }, { organism }))
    if (climb.rung === 'repair') story.tell(time, event('search-end', { rung: 'repair', why: 'the search is over', tried: climb.ms * 3, perSecond: 3_000, ms: climb.ms - 10, deaths: [] }, inside))
    if (climb.rung === 'resident' || climb.rung === 'teacher') modelCall(story, time - 50, climb, inside, place)
  }
  if (end === null) return
  const last = climbs.at(-1)?.rung ?? 'restart'
  story.tell(time, event('incident-close', { end, rung: last, why: end === 'quarantined' ? 'nothing helped' : 'three good pulses', healMs: time - opened }, inside))
  story.state(time, organism, 'healing', end === 'quarantined' ? 'quarantined' : 'healthy', end === 'quarantined' ? 'nothing helped' : `healed by ${last}`)
  endFault(time, end)
  if (end === 'quarantined') return
  story.pulse(time + 900, organism, 'healthy', 6)
  if (last !== 'restart') story.tell(time + 900, event('genome-prove', { genome: story.live(organism), pulses: 3, fitness: 0.9 }, { organism }))
  if (last === 'repair') story.tell(time + 901, event('antibody-learn', { signature: `${kind}#1`, recipe: { kind: 'operator', before: '<', after: `<=${place}` }, genome: story.live(organism) }, { organism }))
  if (last === 'resident') story.tell(time + 902, event('lesson-learn', { id: 'lesson-1', organism, failure: 'the sum is wrong', context: 'a line', edit: 'another line', why: 'divide last', teacher: 'openai/big' }, { organism }))
}

const origins: Partial<Record<Climb['rung'], GenomeOrigin>> = { antibody: 'antibody', repair: 'repair', resident: 'resident', teacher: 'teacher', rollback: 'rollback' }

function climbed(story: Story, { rung, ms, candidates, outcome }: Climb, time: number, inside: { organism: string; incident: string }): void {
  for (const [place, death] of candidates.entries()) {
    const accepted = death === null
    const origin = origins[rung]
    const genome = accepted && origin ? story.promote(time, inside.organism, origin, `rung:${rung}`, `made by ${rung}`, inside) : rung === 'restart' ? story.live(inside.organism) : null
    const checks = [{ name: 'parse', ok: death !== 'parse', detail: 'reads', ms: 1 }, ...(death === null || death === 'parse' ? [] : [{ name: death, ok: false, detail: 'does not hold', ms: 4 }])] as EventData<'candidate-judge'>['checks']
    story.tell(time, event('candidate-judge', { rung, genome, accepted, tried: `${rung} ${place + 1}`, why: accepted ? 'it holds' : `it failed ${death}`, checks, startedAt: time - ms, ms: Math.round(ms / candidates.length) }, inside))
  }
  const won = candidates.includes(null)
  story.tell(time, event('rung-end', { rung, outcome: won ? 'accepted' : (outcome ?? 'exhausted'), why: won ? 'it holds' : 'nothing held', ms }, inside))
}

function modelCall(story: Story, time: number, { rung, ms }: Climb, inside: { organism: string; incident: string }, place: number): void {
  const call = { call: `call-${place}`, seat: rung as 'resident' | 'teacher', purpose: 'heal', provider: rung === 'resident' ? 'ollama' : 'openai', model: rung === 'resident' ? 'small' : 'big', isReplay: false } as const
  const tokens = 1_000 + place * 10
  story.tell(time, event('model-ask', { ...call, counted: { tokens: 4_000, usd: 0 } }, inside))
  story.tell(time + 1, event('model-answer', {
    ...call, outcome: place === 16 ? 'model-timeout' : 'answered', why: '', usage: { inputTokens: tokens - 200, outputTokens: 200 }, counted: { tokens, usd: 0.01 }, costUsd: rung === 'teacher' ? 0.02 : 0,
    firstTokenMs: 300, ms: ms - 900, requests: 1,
  }, inside))
}

/** What people asked for. Those without an end still wait. */
const asked: { at: number; author: string; role: 'operator' | 'player'; request: CommandRequest; end?: 'done' | 'refused'; message?: string; afterMs?: number }[] = [
  { at: at('tue', '23:19:59'), author: 'operator', role: 'operator', request: { kind: 'chaos-inject', organism: 'bubble-sort', fault: 'delete-lines' }, end: 'done', message: 'Delete lines is in force' },
  { at: at('wed', '09:05:19'), author: 'player-ania', role: 'player', request: { kind: 'chaos-inject', organism: 'bubble-sort', fault: 'infinite-loop' }, end: 'done', message: 'Never stop looping is in force' },
  { at: at('wed', '09:06:30'), author: 'player-ania', role: 'player', request: { kind: 'chaos-inject', organism: 'bubble-sort', fault: 'sigkill', intensity: 5 }, end: 'refused', message: 'a player may not', afterMs: 3 },
  { at: at('wed', '11:02:44'), author: 'player-jan', role: 'player', request: { kind: 'chaos-inject', organism: 'word-count', fault: 'hostile-input' }, end: 'done', message: 'Give it hostile values is in force' },
  { at: at('wed', '11:02:56'), author: 'player-jan', role: 'player', request: { kind: 'chaos-undo', injection: 'inj-09' }, end: 'done', message: 'taken back' },
  { at: at('wed', '15:00:00'), author: 'operator', role: 'operator', request: { kind: 'organism-pause', organism: 'beacon' }, end: 'done', message: 'beacon is paused' },
  { at: at('wed', '15:10:00'), author: 'operator', role: 'operator', request: { kind: 'organism-resume', organism: 'beacon' }, end: 'done', message: 'beacon runs again' },
  { at: at('thu', '04:39:59'), author: 'player-ania', role: 'player', request: { kind: 'chaos-inject', organism: 'bubble-sort', fault: 'delete-lines', intensity: 3 }, end: 'done', message: 'Delete lines is in force' },
  { at: at('thu', '10:00:00'), author: 'operator', role: 'operator', request: { kind: 'organism-resume', organism: 'bubble-sort' }, end: 'refused', message: 'there is nothing to resume', afterMs: 9 },
  { at: at('thu', '16:00:00'), author: 'operator', role: 'operator', request: { kind: 'genome-rollback', genome: 'bank-teller.g0001' }, end: 'done', message: 'bank-teller runs an older version', afterMs: 700 },
  { at: at('thu', '21:39:59'), author: 'operator', role: 'operator', request: { kind: 'core-switch' }, end: 'done', message: 'core a leads' },
  { at: at('fri', '09:04:49'), author: 'player-jan', role: 'player', request: { kind: 'chaos-inject', organism: 'bank-teller', fault: 'division-by-zero' }, end: 'done', message: 'Divide by zero is in force' },
  { at: at('fri', '12:00:00'), author: 'operator', role: 'operator', request: { kind: 'chaos-stop' }, end: 'done', message: 'chaos is stopped' },
  { at: at('fri', '12:05:00'), author: 'player-jan', role: 'player', request: { kind: 'chaos-inject', organism: 'beacon', fault: 'sigkill' }, end: 'refused', message: 'chaos is stopped' },
  { at: at('fri', '12:30:00'), author: 'operator', role: 'operator', request: { kind: 'chaos-allow' }, end: 'done', message: 'chaos is allowed' },
  { at: at('fri', '15:40:59'), author: 'operator', role: 'operator', request: { kind: 'chaos-inject', organism: 'bank-teller', fault: 'off-by-one', intensity: 4 }, end: 'done', message: 'Count one too far is in force' },
  { at: at('fri', '15:59:30'), author: 'operator', role: 'operator', request: { kind: 'organism-resume', organism: 'bank-teller' } },
  { at: at('fri', '15:59:40'), author: 'player-ania', role: 'player', request: { kind: 'chaos-inject', organism: 'beacon', fault: 'added-latency' } },
]

function write(): Deed[] {
  const story = new Story()
  const begin = at('tue', '23:13:21')
  for (const { id, kind, title } of organisms) {
    const start = id === 'route-finder' ? at('wed', '20:00:00') : begin
    story.tell(start, event('organism-add', { manifest: manifestSchema.parse({ kind, title, teaches: 'patience', entry: 'organism.js' }), specHash: 'a'.repeat(64) }, { organism: id }))
    story.promote(start, id, 'seed', 'seed', 'as found', { organism: id, incident: null })
    story.tell(start + 3_000, event('genome-prove', { genome: genomeId(id, 1), pulses: 3, fitness: 0.9 }, { organism: id }))
  }
  // Pulses between the storms: every two hours, and every five minutes within the last one; each a little different.
  const calm: { time: number; id: string }[] = []
  for (const { id } of organisms) {
    const start = id === 'route-finder' ? at('wed', '20:01:00') : at('tue', '23:14:00')
    const end = id === 'route-finder' ? at('thu', '09:00:00') : now
    for (let time = start; time < end; time += time < now - 3_600_000 ? 7_200_000 : 300_000) calm.push({ time, id })
  }
  const happenings = [
    ...calm.map(({ time, id }, place) => ({ at: time, play: () => story.pulse(time, id, place % 23 === 9 ? 'slow' : 'healthy', place % 23 === 9 ? 90 + place : 5 + ((place * 7) % 11)) })),
    ...scenes.map((scene, place) => ({ at: scene.at, play: () => play(story, scene, place) })),
    { at: at('wed', '15:00:00'), play: () => story.state(at('wed', '15:00:00'), 'beacon', 'healthy', 'paused', 'paused by operator') },
    { at: at('wed', '15:10:00'), play: () => story.state(at('wed', '15:10:00'), 'beacon', 'paused', 'healthy', 'resumed by operator') },
    { at: at('thu', '16:00:00'), play: () => story.promote(at('thu', '16:00:00.5'), 'bank-teller', 'rollback', 'operator', 'back to bank-teller.g0001', { organism: 'bank-teller', incident: null }) },
    { at: at('fri', '03:00:00'), play: () => story.tell(at('fri', '03:00:00'), event('genome-fail', { genome: genomeId('word-count', 3), why: 'a bad pulse' }, { organism: 'word-count' })) },
    { at: at('fri', '10:00:00'), play: () => story.tell(at('fri', '10:00:00'), event('core-join', { core: 'a', host: 'lab', pid: 5 })) },
  ]
  for (const { play: happen } of happenings.toSorted((a, b) => a.at - b.at)) happen()
  return story.deeds
}

export async function seedLedger(): Promise<Seeded> {
  const path = join(mkdtempSync(join(tmpdir(), 'ask-')), 'ledger.sqlite')
  const clock = new FakeClock()
  const desk = openDesk(path, clock)
  const commands: string[] = []
  const heartbeats: Seeded['heartbeats'] = []
  let ledger: Ledger | null = null

  const reigns: Deed[] = successions.map(({ at: time, core, why, from, tookMs }, place) => ({
    at: time,
    do: async () => {
      if (place === 2) await ledger?.append(event('core-stop', { reason: 'operator asked for it' }))
      await ledger?.close()
      ledger = openLedger({ path, core, pid: place + 1, clock })
      return ledger.append(event('core-start', { pid: place + 1, tier: 2, seed: 1, version: '1.0.0', host: 'lab', why, from: from === null ? null : { core: from, pid: place, epoch: place }, tookMs }))
    },
  }))
  const requests: Deed[] = asked.map(({ at: time, author, role, request, end, message = '', afterMs = 5 }) => ({
    at: time,
    do: async (leader) => {
      const { id } = desk.insert(request, { author, role })
      commands.push(id)
      if (end === undefined) return
      await leader.claim()
      clock.spend(afterMs)
      await leader.finish(id, end, { message, ...(end === 'refused' ? { code: 'not-allowed' } : {}) })
      clock.spend(-afterMs)
    },
  }))
  const beats: Deed[] = [10, 20, 30, 40, 50].map((minutes) => ({
    at: now - 3_600_000 + minutes * 60_000,
    do: async (leader) => {
      const time = clock.now()
      await leader.beat([{ core: 'a', host: 'lab', pid: 5, startedAt: time, heardAt: time, lagMs: minutes / 10 }])
      heartbeats.push({ at: time, core: leader.core, role: 'active', lagMs: null }, { at: time, core: 'a', role: 'standby', lagMs: minutes / 10 })
    },
  }))
  // In the order of time; what happens at one moment, in the order in which it was written down.
  for (const deed of [...reigns, ...write(), ...requests, ...beats].toSorted((a, b) => a.at - b.at)) {
    clock.spend(deed.at - clock.now())
    await deed.do(ledger as unknown as Ledger)
  }
  await (ledger as unknown as Ledger).close()
  const known = commands.map((id) => desk.read(id)).filter((command) => command !== null)
  desk.close()
  const readers = openReaders(path)
  const events = readers.events({ limit: 10_000 })
  readers.close()
  return { path, events, commands: known, heartbeats, cleanup: () => rmSync(dirname(path), { recursive: true, force: true }) }
}
