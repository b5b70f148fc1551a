import { defineView, rare } from './define-view.ts'

/** Of the next event of that kind that tells of the same injection. */
const next = (kind: string, what: string): string => `(select n.${what} from main.events n where n.kind = '${kind}' and n.${rare}
  and n.organism is e.organism and n.seq > e.seq and n.data ->> 'injection' = e.data ->> 'injection' order by n.seq limit 1)`

export const faultsView = defineView(
  'faults', 'One row for each injection of a fault.',
  `main.events e where e.kind = 'fault-prepare' and e.${rare}`,
  {
    seq: ['number', 'e.seq', 'the event that prepared it'],
    injection: ['text', `e.data ->> 'injection'`, 'its name'],
    organism: ['text', 'e.organism', 'who was hit; null: Ouroboros itself'],
    fault: ['text', `e.data ->> 'fault'`, 'id of the fault, like syntax-error'],
    label: ['text', `e.data ->> 'label'`, 'as people call it'],
    class: ['text', `e.data ->> 'class'`, 'code, runtime, data or system'],
    intensity: ['number', `e.data ->> 'intensity'`, '1 (faint) to 5 (brutal)'],
    prepared_at: ['time', 'e.at', 'when its way back was recorded, just before it came into force'],
    injected_at: ['time', next('fault-inject', 'at'), 'when it came into force; null: it never did'],
    ended_at: ['time', next('fault-end', 'at'), 'when it ended; null: it still runs'],
    end: ['text', next('fault-end', `data ->> 'end'`), 'healed, expired, undone, stopped or failed; null: it still runs'],
    lasted_ms: ['duration', `${next('fault-end', 'at')} - ${next('fault-inject', 'at')}`, 'time in force'],
    why: ['text', next('fault-end', `data ->> 'why'`), 'why it ended'],
    summary: ['text', `e.data ->> 'summary'`, 'what it did'],
    random_seed: ['number', `e.data ->> 'seed'`, 'same seed, same fault'],
    ttl_ms: ['duration', `e.data ->> 'ttlMs'`, 'it would be taken back after that long'],
    core: ['text', 'e.core', 'the core that did it'],
  },
)
