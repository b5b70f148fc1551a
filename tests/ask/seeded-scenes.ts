import type { FaultClass, FaultEnd } from '../../lib/contract/fault.ts'
import type { RungId } from '../../lib/contract/healing.ts'
import type { IncidentEnd } from '../../lib/contract/incident.ts'
import type { VerdictKind } from '../../lib/contract/verdict.ts'

/** Three days of one lab, told in the time of Warsaw: from Tuesday evening, 14 November 2023, to Friday at 16:00. */
export const timeZone = 'Europe/Warsaw'
/** Midnight at the beginning of Wednesday, the 15th. */
const wednesday = Date.parse('2023-11-15T00:00:00+01:00')
const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** `at('thu', '03:10:05')` */
export const at = (day: 'tue' | 'wed' | 'thu' | 'fri', time: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return wednesday + ({ tue: -1, wed: 0, thu: 1, fri: 2 }[day]) * dayMs + hours * hourMs + minutes * 60_000 + Math.round(seconds * 1000)
}
export const now = at('fri', '16:00')

export interface Cause { fault: string; label: string; class: FaultClass; intensity: number; end: FaultEnd }

const cause = (fault: string, label: string, faultClass: FaultClass) => (intensity = 2, end: FaultEnd = 'healed'): Cause => ({ fault, label, class: faultClass, intensity, end })
const deleteLines = cause('delete-lines', 'Delete lines', 'code')
const syntaxError = cause('syntax-error', 'Break the syntax', 'code')
const divisionByZero = cause('division-by-zero', 'Divide by zero', 'code')
const offByOne = cause('off-by-one', 'Count one too far', 'code')
const infiniteLoop = cause('infinite-loop', 'Never stop looping', 'code')
const sigkill = cause('sigkill', 'Kill the process', 'runtime')
const addedLatency = cause('added-latency', 'Add latency', 'runtime')
const memorySqueeze = cause('memory-squeeze', 'Squeeze its memory', 'runtime')
const emptyInput = cause('empty-input', 'Give it nothing', 'data')
const hostileInput = cause('hostile-input', 'Give it hostile values', 'data')

/** One rung that was climbed: its candidates, each with the check that it died of; null: accepted. */
export interface Climb { rung: RungId; ms: number; candidates: (null | 'parse' | 'tests' | 'examples' | 'properties' | 'failing-task' | 'speed')[]; outcome?: 'exhausted' | 'timeout' | 'failed' }

export interface Scene {
  at: number
  organism: string
  /** null: none of ours. */
  cause: Cause | null
  /** null: the fault led to nothing. */
  incident: { id: string; verdict: VerdictKind; detectMs: number; climbs: Climb[]; /** null: still open. */ end: IncidentEnd | null } | null
  /** Of a fault that led to nothing: how long it was in force. null: it still is. */
  lastsMs?: number | null
}

const restarted = (ms: number): Climb => ({ rung: 'restart', ms, candidates: [null] })
const restart = (ms: number): Climb => ({ rung: 'restart', ms, candidates: ['failing-task'] })
const antibody = (ms: number, works = true): Climb => ({ rung: 'antibody', ms, candidates: [works ? null : 'tests'] })
const repair = (ms: number, ...deaths: Exclude<Climb['candidates'][number], null>[]): Climb => ({ rung: 'repair', ms, candidates: [...deaths, null] })
const inVain = (rung: RungId, ms: number, outcome: NonNullable<Climb['outcome']>, ...deaths: Exclude<Climb['candidates'][number], null>[]): Climb => ({ rung, ms, candidates: deaths, outcome })
const rollback = (ms: number): Climb => ({ rung: 'rollback', ms, candidates: [null] })
const quarantine: Climb = { rung: 'quarantine', ms: 5, candidates: [] }

const healed = (id: string, verdict: VerdictKind, detectMs: number, ...climbs: Climb[]): Scene['incident'] => ({ id, verdict, detectMs, climbs, end: 'healed' })
const rolledBack = (id: string, verdict: VerdictKind, detectMs: number, ...climbs: Climb[]): Scene['incident'] => ({ id, verdict, detectMs, climbs, end: 'rolled-back' })
const quarantined = (id: string, verdict: VerdictKind, detectMs: number, ...climbs: Climb[]): Scene['incident'] => ({ id, verdict, detectMs, climbs, end: 'quarantined' })

export const scenes: readonly Scene[] = [
  { at: at('tue', '23:20:00'), organism: 'bubble-sort', cause: deleteLines(), incident: healed('inc-01', 'crash', 21, restart(310), repair(840, 'tests', 'examples')) },
  { at: at('tue', '23:41:10'), organism: 'beacon', cause: sigkill(), incident: healed('inc-02', 'killed', 14, restarted(420)) },
  // Over midnight: opened on Tuesday, healed on Wednesday.
  { at: at('tue', '23:59:57.5'), organism: 'bank-teller', cause: offByOne(3), incident: healed('inc-03', 'wrong-output', 33, restart(290), inVain('antibody', 40, 'exhausted', 'tests'), repair(5_210, 'tests', 'properties', 'properties')) },

  { at: at('wed', '02:10:00'), organism: 'bubble-sort', cause: deleteLines(), incident: healed('inc-04', 'crash', 18, restart(305), antibody(95)) },
  { at: at('wed', '06:45:30'), organism: 'word-count', cause: syntaxError(1), incident: healed('inc-05', 'syntax-error', 11, restart(280), repair(390)) },
  { at: at('wed', '08:15:00'), organism: 'beacon', cause: addedLatency(4, 'expired'), incident: null, lastsMs: 60_000 },
  { at: at('wed', '09:05:20'), organism: 'bubble-sort', cause: infiniteLoop(), incident: healed('inc-06', 'timeout', 1_030, restart(1_350), repair(2_740, 'speed', 'tests')) },
  { at: at('wed', '10:30:00'), organism: 'bank-teller', cause: divisionByZero(), incident: rolledBack('inc-07', 'wrong-output', 27, restart(300), inVain('repair', 8_000, 'timeout', 'properties', 'properties', 'examples', 'tests'), rollback(610)) },
  { at: at('wed', '11:02:45'), organism: 'word-count', cause: hostileInput(5, 'undone'), incident: null, lastsMs: 12_000 },
  { at: at('wed', '13:37:00'), organism: 'beacon', cause: memorySqueeze(), incident: healed('inc-08', 'over-memory', 240, restart(510), restarted(530)) },
  { at: at('wed', '17:20:10'), organism: 'bubble-sort', cause: null, incident: healed('inc-09', 'timeout', 1_004, restarted(730)) },
  { at: at('wed', '21:55:00'), organism: 'word-count', cause: syntaxError(), incident: healed('inc-10', 'syntax-error', 9, restart(275), antibody(88)) },

  { at: at('thu', '01:12:00'), organism: 'bank-teller', cause: offByOne(), incident: healed('inc-11', 'wrong-output', 29, restart(301), antibody(112)) },
  { at: at('thu', '03:09:59'), organism: 'beacon', cause: sigkill(3, 'stopped'), incident: null, lastsMs: 1_000 },
  { at: at('thu', '04:40:00'), organism: 'bubble-sort', cause: deleteLines(4), incident: rolledBack('inc-12', 'crash', 22, restart(299), antibody(70, false), inVain('repair', 7_900, 'exhausted', 'parse', 'tests', 'tests'), rollback(580)) },
  { at: at('thu', '07:30:00'), organism: 'word-count', cause: emptyInput(), incident: healed('inc-13', 'crash', 13, restart(277), repair(1_120, 'properties')) },
  { at: at('thu', '09:00:00'), organism: 'route-finder', cause: divisionByZero(5), incident: quarantined('inc-14', 'rejection', 41, restart(333), inVain('repair', 8_000, 'timeout', 'tests', 'tests', 'tests', 'properties', 'speed'), inVain('resident', 21_500, 'failed', 'parse'), quarantine) },
  { at: at('thu', '12:12:12'), organism: 'beacon', cause: sigkill(), incident: healed('inc-15', 'killed', 16, restarted(445)) },
  { at: at('thu', '14:20:00'), organism: 'bank-teller', cause: syntaxError(3), incident: healed('inc-16', 'syntax-error', 12, restart(288), repair(610, 'parse')) },
  { at: at('thu', '18:05:00'), organism: 'bubble-sort', cause: infiniteLoop(3), incident: healed('inc-17', 'timeout', 1_017, restart(1_310), antibody(130)) },
  { at: at('thu', '19:45:00'), organism: 'beacon', cause: addedLatency(5), incident: healed('inc-18', 'silent', 3_020, restart(980), restarted(760)) },
  { at: at('thu', '22:30:00'), organism: 'word-count', cause: hostileInput(3, 'failed'), incident: null, lastsMs: 500 },
  { at: at('thu', '23:15:40'), organism: 'bank-teller', cause: null, incident: rolledBack('inc-19', 'wrong-output', 35, restart(305), inVain('repair', 6_400, 'exhausted', 'properties', 'examples'), rollback(640)) },

  { at: at('fri', '00:20:00'), organism: 'bubble-sort', cause: syntaxError(), incident: healed('inc-20', 'syntax-error', 10, restart(281), repair(455)) },
  { at: at('fri', '02:48:00'), organism: 'word-count', cause: deleteLines(), incident: healed('inc-21', 'crash', 19, restart(300), repair(980, 'tests')) },
  { at: at('fri', '06:06:06'), organism: 'beacon', cause: memorySqueeze(3), incident: healed('inc-22', 'over-memory', 260, restart(530), restarted(555)) },
  { at: at('fri', '09:04:50'), organism: 'bank-teller', cause: divisionByZero(), incident: healed('inc-23', 'wrong-output', 31, restart(299), inVain('repair', 7_700, 'exhausted', 'properties', 'tests'), { rung: 'resident', ms: 14_200, candidates: ['tests', null] }) },
  { at: at('fri', '11:30:00'), organism: 'bubble-sort', cause: offByOne(), incident: healed('inc-24', 'wrong-output', 25, restart(302), repair(1_890, 'examples', 'tests')) },
  { at: at('fri', '13:00:00'), organism: 'word-count', cause: sigkill(2, 'expired'), incident: null, lastsMs: 60_000 },
  { at: at('fri', '14:15:00'), organism: 'bubble-sort', cause: deleteLines(), incident: healed('inc-25', 'crash', 20, restart(298), antibody(101)) },
  { at: at('fri', '15:12:00'), organism: 'beacon', cause: sigkill(), incident: healed('inc-26', 'killed', 15, restarted(430)) },
  { at: at('fri', '15:41:00'), organism: 'bank-teller', cause: offByOne(4), incident: quarantined('inc-27', 'wrong-output', 30, restart(300), antibody(75, false), inVain('repair', 8_000, 'timeout', 'tests', 'properties', 'properties'), inVain('teacher', 18_300, 'failed', 'examples'), quarantine) },
  { at: at('fri', '15:58:00'), organism: 'word-count', cause: emptyInput(3), incident: { id: 'inc-28', verdict: 'crash', detectMs: 17, climbs: [restart(300)], end: null } },
]

export const organisms = [
  { id: 'bubble-sort', kind: 'task', title: 'Bubble sort' }, { id: 'beacon', kind: 'service', title: 'Beacon' }, { id: 'bank-teller', kind: 'task', title: 'Bank teller' },
  { id: 'word-count', kind: 'script', title: 'Word count' }, { id: 'route-finder', kind: 'task', title: 'Route finder' },
] as const

/** Who led, from when on, and why. */
export const successions = [
  { at: at('tue', '23:13:20'), core: 'a', why: 'nobody has led before', from: null, tookMs: null },
  { at: at('thu', '03:10:00'), core: 'b', why: 'its process ended', from: 'a', tookMs: 14 },
  { at: at('thu', '21:40:00'), core: 'a', why: 'operator asked for it', from: 'b', tookMs: 120 },
  { at: at('fri', '09:05:00'), core: 'b', why: 'it was silent for 850 ms', from: 'a', tookMs: 850 },
] as const
