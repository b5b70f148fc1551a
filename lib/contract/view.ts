import { isSameAntibody, type AntibodyView } from './antibody.ts'
import type { EventOf, LedgerEvent } from './event.ts'
import { reduceApps, type AppView } from './factory/app-view.ts'
import type { FaultClass, FaultEnd } from './fault.ts'
import type { Genome, GenomeStatus } from './genome.ts'
import { healingPlan, type HealingPlan, type HealingSetting } from './healing.ts'
import { continuedIncident, openedIncident } from './incident-story.ts'
import type { Incident } from './incident.ts'
import type { Lesson } from './lesson.ts'
import type { CallPurpose, ModelCall, Seat } from './model.ts'
import type { Manifest, OrganismKind, OrganismState } from './organism.ts'
import { isBad } from './is-bad.ts'
import { changeSettings, nothingAsked, type AskedSettings, type RestartAllowance } from './setting.ts'
import type { Step } from './step.ts'
import type { Verdict } from './verdict.ts'

/** What a page shows, folded from events. The server hands one out; the browser goes on from there by itself. */
export interface View {
  /** Of the last event folded in. */
  seq: number
  organisms: Record<string, OrganismView>
  /** Folders that could not be taken in, with why. */
  refused: { folder: string; error: string }[]
  chaosStopped: boolean
  /** Running and recent injections, newest last, at most {@link bounds.injections}. */
  injections: InjectionView[]
  /** The seed that all chance comes from, and when the demo was last begun anew; null before the first core. */
  demo: { seed: number; resetAt: number | null } | null
  /** What was changed while it ran. */
  settings: AskedSettings
  /** Calls of language models, newest last, at most {@link bounds.calls}. */
  calls: CallView[]
  /** What teachers have taught, newest first, at most {@link bounds.lessons}. */
  lessons: LessonView[]
  /** Until when teachers may be asked; null: they may not. */
  learningUntil: number | null
  /** What the factory has made, and is making. */
  apps: Record<string, AppView>
}

export interface OrganismView {
  id: string
  kind: OrganismKind
  title: string
  teaches: string
  state: OrganismState
  stateReason: string
  stateSince: number
  genome: string | null
  pulses: number
  good: number
  crashes: number
  /** Sum of time in healthy or degraded, up to stateSince; add the running stretch when showing. */
  upMs: number
  bornAt: number
  healMs: number[]
  detectMs: number[]
  /** `own`: by its manifest. */
  budget: { used: number; allowed: number; periodMs: number; own: RestartAllowance }
  /** Newest last, at most {@link bounds.points}. */
  points: PulsePoint[]
  /** Newest first, at most {@link bounds.incidents}. */
  incidents: Incident[]
  /** Newest first, at most {@link bounds.genomes}. */
  genomes: GenomeView[]
  /** What its manifest says, what somebody has asked for since, and what is in force by both. */
  healing: { own: HealingSetting; asked: HealingSetting; plan: HealingPlan }
  /** The latest first, at most {@link bounds.antibodies}. */
  antibodies: AntibodyView[]
  /** The version that the demo was reset to: older ones are history, and count for nothing. null: never reset. */
  since: string | null
  /** Faults it was given since the demo began, and its pulses before the last of them. */
  chapter: { faults: number; pulses: number }
}

export interface PulsePoint {
  seq: number
  at: number
  number: number
  workMs: number
  firstOutputMs: number | null
  peakRssMb: number | null
  verdict: Verdict
}

export type GenomeView = Omit<Genome, 'files'> & {
  status: GenomeStatus
  fitness: number | null
  /** Good pulses that it has lived through; missing before the first. */
  survived?: number
  tags?: string[]
}

/** One call of a language model, under way or over. */
export interface CallView {
  call: string
  seat: Seat
  purpose: CallPurpose
  provider: string
  model: string
  isReplay: boolean
  organism: string | null
  incident: string | null
  askedAt: number
  /** seq of its end, which its question and answer hang on; null while it is under way. A call that a core died over is gone. */
  endSeq: number | null
  end: ModelCall | null
}

export type LessonView = Lesson & { learnedAt: number; editedBy: string | null }

export interface InjectionView {
  id: string
  organism: string
  fault: string
  class: FaultClass
  label: string
  summary: string
  seed: number
  intensity: number
  /** The labelled step that it waits for. */
  at?: Step | undefined
  undo: string
  /** null: prepared, not yet in force. */
  injectedAt: number | null
  expiresAt: number | null
  ttlMs: number
  genome: string | null
  end: FaultEnd | null
  endedAt: number | null
  why: string | null
}

export const bounds = { points: 240, incidents: 50, genomes: 100, injections: 50, times: 100, antibodies: 50, calls: 100, lessons: 200 } as const

export const emptyView: View = { seq: 0, organisms: {}, refused: [], chaosStopped: false, injections: [], demo: null, settings: nothingAsked, calls: [], lessons: [], learningUntil: null, apps: {} }

const upStates: readonly OrganismState[] = ['healthy', 'degraded']

const newOrganism = (id: string, manifest: Manifest, at: number): OrganismView => ({
  id, kind: manifest.kind, title: manifest.title, teaches: manifest.teaches,
  state: 'healthy', stateReason: 'just started', stateSince: at, genome: null,
  pulses: 0, good: 0, crashes: 0, upMs: 0, bornAt: at, healMs: [], detectMs: [],
  budget: budgeted(manifest.budget, undefined, 0),
  points: [], incidents: [], genomes: [], healing: healed(manifest, {}), antibodies: [], since: null, chapter: { faults: 0, pulses: 0 },
})

function budgeted(own: RestartAllowance, asked: RestartAllowance | undefined, used: number): OrganismView['budget'] {
  const { restarts: allowed, periodMs } = asked ?? own
  return { used, allowed, periodMs, own }
}

function healed(manifest: Manifest, asked: HealingSetting): OrganismView['healing'] {
  const own = manifest.healing ?? {}
  return { own, asked, plan: healingPlan(own, asked) }
}

const last = <T>(list: T[], size: number): T[] => (list.length > size ? list.slice(-size) : list)

/** The next view. Pure; an event that is not newer than the view changes nothing, so that a doubled batch is harmless. */
export function reduceView(view: View, event: LedgerEvent): View {
  if (event.seq <= view.seq) return view
  const moved = { ...view, seq: event.seq, apps: reduceApps(view.apps, event) }
  switch (event.kind) {
    case 'organism-add': {
      const id = event.organism
      if (id === null) return moved
      const { manifest } = event.data
      const known = view.organisms[id]
      const next = known
        ? {
            ...known, kind: manifest.kind, title: manifest.title, teaches: manifest.teaches, healing: healed(manifest, known.healing.asked),
            budget: budgeted(manifest.budget, view.settings.restartBudgets[id], known.budget.used),
          }
        : newOrganism(id, manifest, event.at)
      return { ...moved, organisms: { ...view.organisms, [id]: next }, refused: view.refused.filter((r) => r.folder !== id) }
    }
    case 'core-start':
      // A core names what it cannot take in each time that it starts; and while there was none, nothing was up.
      return { ...moved, refused: [], calls: view.calls.filter(({ end }) => end !== null), demo: { seed: event.data.seed, resetAt: view.demo?.resetAt ?? null }, organisms: Object.fromEntries(Object.values(view.organisms).map((organism) => [organism.id, resumed(organism, event.at)])) }
    case 'organism-refuse':
      return { ...moved, refused: [...view.refused.filter((r) => r.folder !== event.data.folder), event.data] }
    case 'chaos-stop':
      return { ...moved, chaosStopped: true }
    case 'chaos-allow':
      return { ...moved, chaosStopped: false }
    case 'fault-prepare': {
      const { injection, ...data } = event.data
      const row: InjectionView = { id: injection, organism: event.organism ?? '', ...data, injectedAt: null, expiresAt: null, genome: null, end: null, endedAt: null, why: null }
      const hit = view.organisms[row.organism]
      const organisms = hit ? { ...view.organisms, [hit.id]: { ...hit, chapter: { faults: hit.chapter.faults + 1, pulses: hit.pulses } } } : view.organisms
      return { ...moved, organisms, injections: last([...view.injections, row], bounds.injections) }
    }
    case 'fault-inject':
      return changeInjection(moved, event.data.injection, (row) => ({ ...row, injectedAt: event.at, expiresAt: event.at + row.ttlMs, genome: event.data.genome }))
    case 'fault-end':
      return changeInjection(moved, event.data.injection, (row) => ({ ...row, end: event.data.end, why: event.data.why, endedAt: event.at }))
    case 'demo-reset': return begunAnew(moved, event)
    case 'model-ask': {
      const { organism, incident, at, data: { counted: _counted, ...asked } } = event
      return { ...moved, calls: last([...view.calls, { ...asked, organism, incident, askedAt: at, endSeq: null, end: null }], bounds.calls) }
    }
    case 'model-answer':
      return { ...moved, calls: view.calls.map((row) => (row.call === event.data.call ? { ...row, endSeq: event.seq, end: event.data } : row)) }
    case 'lesson-learn':
      return { ...moved, lessons: [{ ...event.data, learnedAt: event.at, editedBy: null }, ...view.lessons.filter(({ id }) => id !== event.data.id)].slice(0, bounds.lessons) }
    case 'lesson-edit': {
      const { id, by, ...edit } = event.data
      return { ...moved, lessons: view.lessons.map((lesson) => (lesson.id === id ? { ...lesson, ...edit, editedBy: by } : lesson)) }
    }
    case 'lesson-forget':
      return { ...moved, lessons: view.lessons.filter(({ id }) => id !== event.data.id) }
    case 'learning-open':
      return { ...moved, learningUntil: event.data.until }
    case 'learning-close':
      return { ...moved, learningUntil: null }
    case 'settings-change': {
      const settings = changeSettings(view.settings, event.data.settings)
      const organisms = Object.fromEntries(Object.values(view.organisms).map((organism) =>
        [organism.id, { ...organism, budget: budgeted(organism.budget.own, settings.restartBudgets[organism.id], organism.budget.used) }]))
      return { ...moved, settings, organisms }
    }
    default: {
      const organism = event.organism === null ? undefined : view.organisms[event.organism]
      if (!organism) return moved
      const next = reduceOrganism(organism, event)
      return next === organism ? moved : { ...moved, organisms: { ...view.organisms, [organism.id]: next } }
    }
  }
}

/** Of what was reset, only the version that it lives on is left; what people have set stays set. */
function begunAnew(view: View, { at, data: { seed, organisms } }: EventOf<'demo-reset'>): View {
  const fresh = (organism: OrganismView): OrganismView => ({
    ...organism,
    state: 'healthy', stateReason: 'just started', stateSince: at, pulses: 0, good: 0, crashes: 0, upMs: 0, bornAt: at, healMs: [], detectMs: [],
    budget: { ...organism.budget, used: 0 }, points: [], incidents: [], antibodies: [],
    genomes: organism.genomes.filter(({ id }) => id === organism.genome), since: organism.genome, chapter: { faults: 0, pulses: 0 },
  })
  return {
    ...view, chaosStopped: false, demo: { seed, resetAt: at },
    injections: view.injections.filter(({ organism }) => !organisms.includes(organism)),
    organisms: Object.fromEntries(Object.values(view.organisms).map((organism) => [organism.id, organisms.includes(organism.id) ? fresh(organism) : organism])),
  }
}

/** Up until its last pulse, and again from now on. */
function resumed(organism: OrganismView, at: number): OrganismView {
  const lastSeen = organism.points.at(-1)?.at ?? organism.stateSince
  const ran = upStates.includes(organism.state) ? Math.max(0, lastSeen - organism.stateSince) : 0
  return { ...organism, stateSince: at, upMs: organism.upMs + ran }
}

function changeInjection(view: View, id: string, change: (row: InjectionView) => InjectionView): View {
  return { ...view, injections: view.injections.map((row) => (row.id === id ? change(row) : row)) }
}

function reduceOrganism(organism: OrganismView, event: LedgerEvent): OrganismView {
  const incident = (change: (open: Incident) => Incident): OrganismView => ({
    ...organism,
    incidents: organism.incidents.map((row) => (row.id === event.incident ? change(row) : row)),
  })
  const genome = (id: string, change: Partial<GenomeView>): OrganismView => ({
    ...organism,
    genomes: organism.genomes.map((row) => (row.id === id ? { ...row, ...change } : row)),
  })
  switch (event.kind) {
    case 'organism-state': {
      const ran = upStates.includes(organism.state) ? event.at - organism.stateSince : 0
      return { ...organism, state: event.data.to, stateReason: event.data.reason, stateSince: event.at, upMs: organism.upMs + Math.max(0, ran) }
    }
    case 'organism-restart':
      return { ...organism, budget: { ...organism.budget, used: event.data.used, allowed: event.data.allowed, periodMs: event.data.periodMs } }
    case 'pulse-end': {
      const { verdict, run } = event.data
      const point: PulsePoint = {
        seq: event.seq, at: event.at, number: event.data.number, workMs: event.data.workMs,
        firstOutputMs: run?.firstOutputMs ?? null, peakRssMb: run?.peakRssMb ?? null, verdict,
      }
      return {
        ...organism,
        pulses: organism.pulses + 1,
        good: organism.good + (isBad(verdict) ? 0 : 1),
        crashes: organism.crashes + (isBad(verdict) ? 1 : 0),
        genomes: isBad(verdict) ? organism.genomes : organism.genomes.map((row) => (row.id === event.data.genome ? { ...row, survived: (row.survived ?? 0) + 1 } : row)),
        points: last([...organism.points, point], bounds.points),
      }
    }
    case 'incident-open': {
      const opened: Incident = { ...openedIncident(event), attempts: [] }
      return { ...organism, incidents: [opened, ...organism.incidents].slice(0, bounds.incidents), detectMs: last([...organism.detectMs, event.data.detectMs], bounds.times) }
    }
    case 'candidate-judge':
      return incident((open) => ({ ...open, attempts: [...open.attempts, event.data] }))
    case 'search-progress':
    case 'search-end':
      return incident((open) => continuedIncident(open, event))
    case 'incident-close': {
      const closed = incident((open) => continuedIncident(open, event))
      return event.data.end === 'quarantined' ? closed : { ...closed, healMs: last([...organism.healMs, event.data.healMs], bounds.times) }
    }
    case 'healing-configure': {
      const { by: _by, ...asked } = event.data
      const { own } = organism.healing
      return { ...organism, healing: { own, asked, plan: healingPlan(own, asked) } }
    }
    case 'antibody-learn': {
      const known = organism.antibodies.find((row) => isSameAntibody(row, event.data))
      const learnt: AntibodyView = { ...event.data, learnedAt: known?.learnedAt ?? event.at, healed: (known?.healed ?? 0) + 1 }
      return { ...organism, antibodies: [learnt, ...organism.antibodies.filter((row) => row !== known)].slice(0, bounds.antibodies) }
    }
    case 'antibody-forget':
      return { ...organism, antibodies: organism.antibodies.filter((row) => !isSameAntibody(row, event.data)) }
    case 'genome-add': {
      const { files: _files, ...meta } = event.data.genome
      return { ...organism, genomes: [{ ...meta, status: 'new' as const, fitness: null }, ...organism.genomes].slice(0, bounds.genomes) }
    }
    case 'promote-end':
      // What chaos made is nobody's candidate: it is not on probation and can never become proven.
      return {
        ...organism,
        genome: event.data.genome,
        genomes: organism.genomes.map((row) => (row.id === event.data.genome && row.origin !== 'chaos' && row.status === 'new' ? { ...row, status: 'probation' } : row)),
      }
    case 'genome-prove':
      return genome(event.data.genome, { status: 'proven', fitness: event.data.fitness })
    case 'genome-fail':
      return genome(event.data.genome, { status: 'failed' })
    case 'genome-damage':
      return genome(event.data.genome, { status: 'damaged' })
    case 'genome-tag':
      return genome(event.data.genome, { tags: event.data.tags })
    default:
      return organism
  }
}
