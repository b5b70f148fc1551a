import { atColumn, coreColumn, defineView, rare, seqColumn } from './define-view.ts'

export const eventsView = defineView('events', 'Every event of the ledger but for lines of output.', `main.events e where e.kind <> 'log-chunk'`, {
  seq: seqColumn,
  at: atColumn,
  kind: ['text', 'e.kind', 'noun-verb, like incident-open'],
  organism: ['text', 'e.organism', 'whom it is about; null: Ouroboros itself'],
  incident: ['text', 'e.incident', 'the incident that it belongs to'],
  core: coreColumn,
  epoch: ['number', 'e.epoch', 'the reign in which it was told'],
  data: ['text', 'e.data', 'all else that it tells, as JSON'],
})

const good = `('healthy', 'slow')`

export const pulsesView = defineView('pulses', 'One row for each execution of an organism.', `main.events e where e.kind = 'pulse-end'`, {
  seq: seqColumn,
  at: ['time', 'e.at', 'when it ended'],
  organism: ['text', 'e.organism', 'who was run'],
  number: ['number', `e.data ->> 'number'`, 'which of its pulses'],
  genome: ['text', `e.data ->> 'genome'`, 'the version that ran'],
  verdict: ['text', `e.data ->> '$.verdict.kind'`, 'what it came to: healthy, slow, crash, timeout, wrong-output and so on'],
  bad: ['number', `case when e.data ->> '$.verdict.kind' in ${good} then 0 else 1 end`, '1 for any verdict but healthy and slow'],
  summary: ['text', `e.data ->> '$.verdict.summary'`, 'the verdict in a line'],
  signature: ['text', `e.data ->> '$.verdict.signature'`, 'same cause, same signature'],
  work_ms: ['duration', `e.data ->> 'workMs'`, 'time of the work itself'],
  wall_ms: ['duration', `e.data ->> '$.run.wallMs'`, 'time of the whole process'],
  first_output_ms: ['duration', `e.data ->> '$.run.firstOutputMs'`, 'to its first output'],
  cpu_ms: ['duration', `e.data ->> '$.run.cpuMs'`, 'CPU time'],
  peak_mb: ['number', `e.data ->> '$.run.peakRssMb'`, 'the most memory that it used, MB'],
  exit_code: ['number', `e.data ->> '$.run.exitCode'`, 'its exit code'],
  signal: ['text', `e.data ->> '$.run.signal'`, 'the signal that ended it'],
  fitness: ['number', `e.data ->> 'fitness'`, 'as its spec has it'],
  core: coreColumn,
})

export const statesView = defineView('states', 'One row for each change of an organism’s state.', `main.events e where e.kind = 'organism-state' and e.${rare}`, {
  seq: seqColumn,
  at: atColumn,
  organism: ['text', 'e.organism', 'whose state'],
  from_state: ['text', `e.data ->> 'from'`, 'the one before'],
  to_state: ['text', `e.data ->> 'to'`, 'healthy, degraded, crashed, healing, quarantined or paused'],
  reason: ['text', `e.data ->> 'reason'`, 'why'],
})

export const restartsView = defineView('restarts', 'One row for each time that an organism was started again.', `main.events e where e.kind = 'organism-restart' and e.${rare}`, {
  seq: seqColumn,
  at: atColumn,
  organism: ['text', 'e.organism', 'who was started again'],
  delay_ms: ['duration', `e.data ->> 'delayMs'`, 'waited before'],
  used: ['number', `e.data ->> 'used'`, 'restarts within the period'],
  allowed: ['number', `e.data ->> 'allowed'`, 'as many as the period allows'],
})
