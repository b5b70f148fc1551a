import { atColumn, defineView, gathered, rare, seqColumn } from './define-view.ts'

export const commandsView = defineView(
  'commands', 'One row for each request for a change, by a person or a program.',
  `main.commands c left join ${gathered(['command-claim', 'command-end'], `data ->> 'command' as command, max(seq) as seq, max(case when kind = 'command-end' then at end) as ended_at`, 'group by 1')} e on e.command = c.id`,
  {
    seq: ['number', 'e.seq', 'the last event that tells of it; null: nobody has claimed it yet'],
    id: ['text', 'c.id', 'its name'],
    kind: ['text', 'c.kind', 'what was asked for, like chaos-inject'],
    organism: ['text', `c.request ->> 'organism'`, 'for whom'],
    author: ['text', 'c.author', 'who asked'],
    role: ['text', 'c.role', 'in what role: viewer, player or operator'],
    state: ['text', 'c.state', 'queued, claimed, done or refused'],
    created_at: ['time', 'c.created_at', 'when it was asked for'],
    ended_at: ['time', 'e.ended_at', 'when it was done or refused'],
    took_ms: ['duration', 'e.ended_at - c.created_at', 'from being asked for to its end'],
    reason: ['text', 'c.reason', 'why, in the author’s words'],
    message: ['text', `c.outcome ->> 'message'`, 'what came of it'],
    code: ['text', `c.outcome ->> 'code'`, 'why it was refused, as a stable word'],
  },
)

export const reignsView = defineView('reigns', 'One row for each time that a core took the lead.', `main.events e where e.kind = 'core-start' and e.${rare}`, {
  seq: seqColumn,
  at: ['time', 'e.at', 'when it took the lead'],
  core: ['text', 'e.core', 'which core'],
  epoch: ['number', 'e.epoch', 'the number of the reign'],
  why: ['text', `e.data ->> 'why'`, 'why it took the lead'],
  from_core: ['text', `e.data ->> '$.from.core'`, 'who led before; null: nobody, it was a first start'],
  took_ms: ['duration', `e.data ->> 'tookMs'`, 'from noticing to leading'],
  ended_at: ['time', `(select min(n.at) from main.events n where n.kind in ('core-start', 'core-stop') and n.${rare} and n.seq > e.seq)`, 'when it ended; null: it leads now'],
  lasted_ms: ['duration', `(select min(n.at) from main.events n where n.kind in ('core-start', 'core-stop') and n.${rare} and n.seq > e.seq) - e.at`, 'time of the reign'],
  host: ['text', `e.data ->> 'host'`, 'on which machine'],
  pid: ['number', `e.data ->> 'pid'`, 'its process'],
  version: ['text', `e.data ->> 'version'`, 'of Ouroboros'],
})

export const heartbeatsView = defineView('heartbeats', 'One row for each time that a core was heard, of the last hour.', 'main.heartbeats h', {
  at: ['time', 'h.at', 'when'],
  core: ['text', 'h.core', 'which core'],
  epoch: ['number', 'h.epoch', 'of its reign; 0 of one that stands by'],
  role: ['text', 'h.role', 'active or standby'],
  lag_ms: ['duration', 'h.lag_ms', 'from a beat of the leading core to its echo'],
})

export const actionsView = defineView(
  'actions', 'One row for each program of the machine that was run on an operator’s word.',
  `main.events e left join ${gathered(['action-start'], `data ->> 'command' as command, data ->> 'program' as program, data ->> 'by' as author`)} s on s.command = e.data ->> 'command' where e.kind = 'action-end' and e.${rare}`,
  {
    seq: seqColumn,
    at: ['time', 'e.at', 'when it ended'],
    program: ['text', 's.program', 'shell, git, docker or ollama'],
    author: ['text', 's.author', 'on whose word'],
    exit_code: ['number', `e.data ->> 'exitCode'`, 'its exit code'],
    why: ['text', `e.data ->> 'why'`, 'how it ended'],
    ms: ['duration', `e.data ->> 'ms'`, 'time that it took'],
  },
)

export const modelCallsView = defineView('model_calls', 'One row for each question to a language model.', `main.events e where e.kind = 'model-answer' and e.${rare}`, {
  seq: seqColumn,
  at: ['time', 'e.at', 'when the answer was there'],
  organism: ['text', 'e.organism', 'for whom'],
  incident: ['text', 'e.incident', 'for which incident'],
  seat: ['text', `e.data ->> 'seat'`, 'resident or teacher'],
  purpose: ['text', `e.data ->> 'purpose'`, 'what for'],
  provider: ['text', `e.data ->> 'provider'`, 'who runs the model'],
  model: ['text', `e.data ->> 'model'`, 'which one'],
  outcome: ['text', `e.data ->> 'outcome'`, 'answered, or the code of what went wrong'],
  why: ['text', `e.data ->> 'why'`, 'in words'],
  input_tokens: ['number', `e.data ->> '$.usage.inputTokens'`, 'of the question'],
  output_tokens: ['number', `e.data ->> '$.usage.outputTokens'`, 'of the answer'],
  tokens: ['number', `e.data ->> '$.counted.tokens'`, 'that count against the budget'],
  cost_usd: ['number', `e.data ->> 'costUsd'`, 'US dollars; null: not known'],
  first_token_ms: ['duration', `e.data ->> 'firstTokenMs'`, 'to the first word'],
  ms: ['duration', `e.data ->> 'ms'`, 'to the last word'],
  requests: ['number', `e.data ->> 'requests'`, 'that it took'],
})

export const lessonsView = defineView('lessons', 'One row for each lesson that a teacher has taught.', `main.events e where e.kind = 'lesson-learn' and e.${rare}`, {
  seq: seqColumn,
  at: atColumn,
  id: ['text', `e.data ->> 'id'`, 'its name'],
  organism: ['text', `e.data ->> 'organism'`, 'where it was learnt'],
  failure: ['text', `e.data ->> 'failure'`, 'what had gone wrong'],
  why: ['text', `e.data ->> 'why'`, 'the cure in words'],
  teacher: ['text', `e.data ->> 'teacher'`, 'who taught it'],
  forgotten_at: ['time', `(select max(f.at) from main.events f where f.kind = 'lesson-forget' and f.${rare} and f.seq > e.seq and f.data ->> 'id' = e.data ->> 'id')`, 'null: it is still told'],
})
