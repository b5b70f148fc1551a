import { actionPrograms } from '../../contract/action.ts'
import { roles } from '../../contract/access.ts'
import { commandRequestSchema, commandSchema } from '../../contract/command.ts'
import { eventData, eventKinds } from '../../contract/event.ts'
import { faultClasses, faultEndSchema } from '../../contract/fault.ts'
import { genomeOriginSchema, genomeStatusSchema } from '../../contract/genome.ts'
import { rungIds } from '../../contract/healing.ts'
import { checkSchema, incidentEndSchema } from '../../contract/incident.ts'
import { callPurposeSchema, seats } from '../../contract/model.ts'
import { organismKinds, organismStates } from '../../contract/organism.ts'
import { verdictKinds } from '../../contract/verdict.ts'

export type EntityId =
  | 'incidents' | 'attempts' | 'rungs' | 'searches' | 'faults' | 'organisms' | 'states' | 'restarts' | 'pulses' | 'genomes' | 'promotions' | 'antibodies'
  | 'commands' | 'actions' | 'reigns' | 'heartbeats' | 'model_calls' | 'lessons' | 'events'
export type DimensionId =
  | 'organism' | 'fault' | 'class' | 'verdict' | 'bad' | 'end' | 'open' | 'rung' | 'core' | 'genome' | 'incident' | 'cause' | 'outcome' | 'accepted' | 'origin' | 'status' | 'live'
  | 'running' | 'state' | 'to-state' | 'author' | 'role' | 'command' | 'command-state' | 'seat' | 'provider' | 'model' | 'purpose' | 'answer' | 'kind' | 'event' | 'takeover' | 'leads'
  | 'teacher' | 'beat-role' | 'program'
export type MeasureId =
  | 'heal' | 'detect' | 'attempts' | 'took' | 'lasted' | 'lead' | 'delay' | 'work' | 'wall' | 'cpu' | 'memory' | 'tokens' | 'cost' | 'lag' | 'intensity' | 'tried' | 'duration'

/** Of an entity: a column that things are told apart by. */
export interface Dimension {
  /** SQL. */
  column: string
  /** All that it may be; missing: names that the ledger knows. */
  values?: readonly (string | number)[]
  /** Its SQL says yes or no by itself. */
  isTest?: true
}

export interface Entity {
  /** When a row of it happened; null: it is as it is now. */
  time: string | null
  /** When a row of it ended: the time that is meant where one asks for those that ended so. */
  ended?: string
  dimensions: Partial<Record<DimensionId, Dimension>>
  measures: Partial<Record<MeasureId, string>>
  /** Which measure “how long” means. */
  duration?: Exclude<MeasureId, 'duration'>
  /** Columns of a list. */
  list: readonly string[]
  /** The column that says why. */
  why?: string
  /** Its event comes later than its time. */
  isLate?: true
  /** No event stands behind a row. */
  hasNoEvents?: true
}

const organism: Dimension = { column: 'organism' }
const core: Dimension = { column: 'core' }
const genome: Dimension = { column: 'genome' }
const incident: Dimension = { column: 'incident' }
const rung: Dimension = { column: 'rung', values: rungIds }
const yes = (column: string): Dimension => ({ column, values: [1, 0] })
const test = (column: string): Dimension => ({ column, values: [1, 0], isTest: true })
const commandKinds = commandRequestSchema.options.map((option) => option.shape.kind.value)

export const entities: Record<EntityId, Entity> = {
  incidents: {
    time: 'opened_at', ended: 'closed_at', duration: 'heal', why: 'why',
    dimensions: {
      organism, core, rung, genome, incident: { column: 'id' }, fault: { column: 'fault' }, class: { column: 'fault_class', values: faultClasses },
      verdict: { column: 'verdict', values: verdictKinds }, end: { column: 'end', values: incidentEndSchema.options }, open: test('closed_at is null'),
    },
    measures: { heal: 'heal_ms', detect: 'detect_ms', attempts: 'attempts' },
    list: ['id', 'organism', 'verdict', 'fault', 'opened_at', 'end', 'rung', 'heal_ms'],
  },
  attempts: {
    time: 'at', duration: 'took', why: 'why',
    dimensions: { organism, incident, rung, genome, accepted: yes('accepted'), cause: { column: 'cause', values: checkSchema.shape.name.options } },
    measures: { took: 'ms' },
    list: ['at', 'organism', 'incident', 'rung', 'accepted', 'tried', 'why'],
  },
  rungs: {
    time: 'at', duration: 'took', why: 'why',
    dimensions: { organism, incident, rung, outcome: { column: 'outcome', values: eventData['rung-end'].shape.outcome.options } },
    measures: { took: 'ms' },
    list: ['at', 'organism', 'incident', 'rung', 'outcome', 'ms', 'why'],
  },
  searches: {
    time: 'at', duration: 'took', why: 'why', dimensions: { organism, incident, rung }, measures: { took: 'ms', tried: 'tried' },
    list: ['at', 'organism', 'incident', 'rung', 'tried', 'ms', 'why'],
  },
  faults: {
    time: 'prepared_at', ended: 'ended_at', duration: 'lasted', why: 'why',
    dimensions: {
      organism, core, fault: { column: 'fault' }, class: { column: 'class', values: faultClasses }, end: { column: 'end', values: faultEndSchema.options },
      running: test('ended_at is null'),
    },
    measures: { lasted: 'lasted_ms', intensity: 'intensity' },
    list: ['injection', 'organism', 'fault', 'class', 'intensity', 'prepared_at', 'end', 'lasted_ms'],
  },
  organisms: {
    time: null, why: 'reason', dimensions: { organism, state: { column: 'state', values: organismStates }, kind: { column: 'kind', values: organismKinds } }, measures: {},
    list: ['organism', 'state', 'state_since', 'reason', 'kind', 'genome'],
  },
  states: {
    time: 'at', why: 'reason', dimensions: { organism, 'to-state': { column: 'to_state', values: organismStates } }, measures: {},
    list: ['at', 'organism', 'from_state', 'to_state', 'reason'],
  },
  restarts: { time: 'at', dimensions: { organism }, measures: { delay: 'delay_ms' }, list: ['at', 'organism', 'delay_ms', 'used', 'allowed'] },
  pulses: {
    time: 'at', duration: 'work', why: 'summary',
    dimensions: { organism, core, genome, verdict: { column: 'verdict', values: verdictKinds }, bad: yes('bad') },
    measures: { work: 'work_ms', wall: 'wall_ms', cpu: 'cpu_ms', memory: 'peak_mb' },
    list: ['seq', 'at', 'organism', 'number', 'verdict', 'work_ms', 'summary'],
  },
  genomes: {
    time: 'created_at', why: 'reason',
    dimensions: {
      organism, genome: { column: 'id' }, origin: { column: 'origin', values: genomeOriginSchema.options }, status: { column: 'status', values: genomeStatusSchema.options },
      live: yes('live'), author: { column: 'author' },
    },
    measures: {},
    list: ['id', 'organism', 'origin', 'status', 'created_at', 'author', 'reason'],
  },
  promotions: { time: 'at', dimensions: { organism, genome, origin: { column: 'origin', values: genomeOriginSchema.options } }, measures: {}, list: ['at', 'organism', 'genome', 'from_genome', 'origin'] },
  antibodies: { time: 'at', dimensions: { organism, genome }, measures: {}, list: ['at', 'organism', 'signature', 'edit', 'genome'] },
  commands: {
    time: 'created_at', ended: 'ended_at', duration: 'took', why: 'message',
    dimensions: {
      organism, author: { column: 'author' }, role: { column: 'role', values: roles }, command: { column: 'kind', values: commandKinds },
      'command-state': { column: 'state', values: commandSchema.shape.state.options },
    },
    measures: { took: 'took_ms' },
    list: ['id', 'kind', 'organism', 'author', 'role', 'state', 'created_at', 'message'], isLate: true,
  },
  actions: {
    time: 'at', duration: 'took', why: 'why', dimensions: { program: { column: 'program', values: actionPrograms }, author: { column: 'author' } }, measures: { took: 'ms' },
    list: ['at', 'program', 'author', 'exit_code', 'ms', 'why'],
  },
  reigns: {
    time: 'at', duration: 'lasted', why: 'why',
    dimensions: { core, takeover: test('from_core is not null'), leads: test('ended_at is null') },
    measures: { lasted: 'lasted_ms', lead: 'took_ms' },
    list: ['at', 'core', 'epoch', 'why', 'from_core', 'took_ms', 'lasted_ms'],
  },
  heartbeats: { time: 'at', dimensions: { core, 'beat-role': { column: 'role', values: ['active', 'standby'] } }, measures: { lag: 'lag_ms' }, list: ['at', 'core', 'epoch', 'role', 'lag_ms'], hasNoEvents: true },
  model_calls: {
    time: 'at', duration: 'took', why: 'why',
    dimensions: {
      organism, incident, seat: { column: 'seat', values: seats }, provider: { column: 'provider' }, model: { column: 'model' },
      purpose: { column: 'purpose', values: callPurposeSchema.options }, answer: { column: 'outcome' },
    },
    measures: { took: 'ms', tokens: 'tokens', cost: 'cost_usd' },
    list: ['at', 'organism', 'seat', 'provider', 'model', 'outcome', 'tokens', 'cost_usd', 'ms'],
  },
  lessons: { time: 'at', why: 'why', dimensions: { organism, teacher: { column: 'teacher' } }, measures: {}, list: ['at', 'organism', 'failure', 'why', 'teacher'] },
  events: { time: 'at', dimensions: { organism, core, incident, event: { column: 'kind', values: eventKinds } }, measures: {}, list: ['seq', 'at', 'kind', 'organism', 'incident', 'core'] },
}

/** What a noun is: rows that can be asked for, a way to tell rows apart, or either, as it is used. */
export interface Noun {
  entity?: EntityId
  /** Those rows alone. */
  where?: { dimension: DimensionId; value: string | number }
  dimension?: DimensionId
  /** Which measure “how long” means for it, where that is another than its entity's. */
  duration?: Exclude<MeasureId, 'duration'>
}

export const nouns = {
  incident: { entity: 'incidents', dimension: 'incident' },
  quarantine: { entity: 'incidents', where: { dimension: 'end', value: 'quarantined' } },
  attempt: { entity: 'attempts' },
  rung: { entity: 'rungs', dimension: 'rung' },
  climb: { entity: 'rungs' },
  search: { entity: 'searches' },
  fault: { entity: 'faults', dimension: 'fault' },
  injection: { entity: 'faults' },
  organism: { entity: 'organisms', dimension: 'organism' },
  change: { entity: 'states' },
  restart: { entity: 'restarts' },
  pulse: { entity: 'pulses' },
  crash: { entity: 'pulses', where: { dimension: 'verdict', value: 'crash' } },
  genome: { entity: 'genomes', dimension: 'genome' },
  rollback: { entity: 'genomes', where: { dimension: 'origin', value: 'rollback' } },
  promotion: { entity: 'promotions' },
  antibody: { entity: 'antibodies' },
  command: { entity: 'commands', dimension: 'command' },
  action: { entity: 'actions' },
  reign: { entity: 'reigns' },
  takeover: { entity: 'reigns', where: { dimension: 'takeover', value: 1 }, duration: 'lead' },
  heartbeat: { entity: 'heartbeats' },
  call: { entity: 'model_calls' },
  lesson: { entity: 'lessons' },
  event: { entity: 'events' },
  core: { dimension: 'core' },
  class: { dimension: 'class' },
  verdict: { dimension: 'verdict' },
  end: { dimension: 'end' },
  cause: { dimension: 'cause' },
  outcome: { dimension: 'outcome' },
  origin: { dimension: 'origin' },
  status: { dimension: 'status' },
  state: { dimension: 'state' },
  author: { dimension: 'author' },
  role: { dimension: 'role' },
  seat: { dimension: 'seat' },
  provider: { dimension: 'provider' },
  model: { dimension: 'model' },
  purpose: { dimension: 'purpose' },
  teacher: { dimension: 'teacher' },
  kind: { dimension: 'kind' },
  'command-kind': { dimension: 'command' },
  'event-kind': { dimension: 'event' },
  program: { dimension: 'program' },
} as const satisfies Record<string, Noun>
export type NounId = keyof typeof nouns
