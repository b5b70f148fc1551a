import { coreColumn, defineView, rare } from './define-view.ts'

/** Of the fault that caused it, which was prepared shortly before. */
const ofFault = (what: string): string => `(select f.data ->> '${what}' from main.events f where f.kind = 'fault-prepare' and f.${rare}
  and f.organism = i.organism and f.seq < i.seq and f.data ->> 'injection' = i.incident ->> 'fault' order by f.seq desc limit 1)`

export const incidentsView = defineView(
  'incidents', 'One row for each incident: from the first bad pulse to its one end.',
  'main.incidents i join main.events e on e.seq = i.seq',
  {
    seq: ['number', 'i.seq', 'the event that opened it'],
    id: ['text', 'i.id', 'its name'],
    organism: ['text', 'i.organism', 'who failed'],
    opened_at: ['time', `i.incident ->> 'openedAt'`, 'when it was noticed'],
    closed_at: ['time', `i.incident ->> 'closedAt'`, 'when it ended; null: still open'],
    end: ['text', `i.incident ->> 'end'`, 'healed, rolled-back or quarantined; null: still open'],
    rung: ['text', `i.incident ->> 'rung'`, 'the rung of the ladder that ended it'],
    verdict: ['text', `i.incident ->> '$.verdict.kind'`, 'what the bad pulse came to'],
    summary: ['text', `i.incident ->> '$.verdict.summary'`, 'the verdict in a line'],
    fault: ['text', ofFault('fault'), 'id of the fault that caused it; null: none of ours'],
    fault_label: ['text', ofFault('label'), 'that fault as people call it'],
    fault_class: ['text', ofFault('class'), 'code, runtime, data or system'],
    injection: ['text', `i.incident ->> 'fault'`, 'the injection of that fault'],
    detect_ms: ['duration', `i.incident ->> 'detectMs'`, 'from the effect to being noticed'],
    heal_ms: ['duration', `i.incident ->> 'healMs'`, 'from being noticed to its end'],
    attempts: ['number', `(select count(*) from main.attempts a where a.incident = i.id)`, 'candidates that were judged'],
    genome: ['text', `i.incident ->> 'genome'`, 'the version that failed'],
    why: ['text', `(select c.data ->> 'why' from main.events c where c.incident = i.id and c.kind = 'incident-close')`, 'why it ended so'],
    core: coreColumn,
  },
)

export const attemptsView = defineView('attempts', 'One row for each candidate that a rung proposed, with what the gate said.', 'main.attempts a join main.events e on e.seq = a.seq', {
  seq: ['number', 'a.seq', 'the event that tells of it'],
  at: ['time', 'e.at', 'when it was judged'],
  organism: ['text', 'e.organism', 'for whom'],
  incident: ['text', 'a.incident', 'for which incident'],
  rung: ['text', `a.attempt ->> 'rung'`, 'the rung that proposed it'],
  genome: ['text', `a.attempt ->> 'genome'`, 'the version that was tried'],
  accepted: ['number', `a.attempt ->> 'accepted'`, '1: the gate let it through'],
  tried: ['text', `a.attempt ->> 'tried'`, 'what was tried'],
  why: ['text', `a.attempt ->> 'why'`, 'why it was taken or refused'],
  cause: ['text', `(select c.value ->> 'name' from json_each(a.attempt, '$.checks') c where c.value ->> 'ok' = 0 limit 1)`, 'cause of death: the check that it failed first'],
  proof: ['text', `a.attempt ->> 'proof'`, 'plausible or held-out'],
  ms: ['duration', `a.attempt ->> 'ms'`, 'time that it took'],
})

export const rungsView = defineView('rungs', 'One row for each time that a rung of the ladder was climbed.', `main.events e where e.kind = 'rung-end' and e.${rare}`, {
  seq: ['number', 'e.seq', 'the event that tells of it'],
  at: ['time', 'e.at', 'when it was done'],
  organism: ['text', 'e.organism', 'for whom'],
  incident: ['text', 'e.incident', 'for which incident'],
  rung: ['text', `e.data ->> 'rung'`, 'restart, antibody, repair, resident, teacher, graft, rollback or quarantine'],
  outcome: ['text', `e.data ->> 'outcome'`, 'accepted, exhausted, timeout or failed'],
  why: ['text', `e.data ->> 'why'`, 'in words'],
  ms: ['duration', `e.data ->> 'ms'`, 'time that it took'],
})

export const searchesView = defineView('searches', 'One row for each search for a patch.', `main.events e where e.kind = 'search-end' and e.${rare}`, {
  seq: ['number', 'e.seq', 'the event that tells of it'],
  at: ['time', 'e.at', 'when it was over'],
  organism: ['text', 'e.organism', 'for whom'],
  incident: ['text', 'e.incident', 'for which incident'],
  rung: ['text', `e.data ->> 'rung'`, 'the rung that searched'],
  tried: ['number', `e.data ->> 'tried'`, 'edits that were tried'],
  per_second: ['number', `e.data ->> 'perSecond'`, 'edits a second'],
  ms: ['duration', `e.data ->> 'ms'`, 'time that it took'],
  why: ['text', `e.data ->> 'why'`, 'how it ended'],
})
