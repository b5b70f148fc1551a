import { defineView, rare } from './define-view.ts'

const told = (kind: string): string => `(select seq, at, data ->> 'injection' as injection, data from main.events where kind = '${kind}' and ${rare})`

export const faultsView = defineView(
  'faults', 'One row for each injection of a fault.',
  `main.events e left join ${told('fault-inject')} n on n.injection = e.data ->> 'injection' left join ${told('fault-end')} d on d.injection = e.data ->> 'injection' where e.kind = 'fault-prepare' and e.${rare}`,
  {
    seq: ['number', 'e.seq', 'the event that prepared it'],
    injection: ['text', `e.data ->> 'injection'`, 'its name'],
    organism: ['text', 'e.organism', 'who was hit; null: Ouroboros itself'],
    fault: ['text', `e.data ->> 'fault'`, 'id of the fault, like syntax-error'],
    label: ['text', `e.data ->> 'label'`, 'as people call it'],
    class: ['text', `e.data ->> 'class'`, 'code, runtime, data or system'],
    intensity: ['number', `e.data ->> 'intensity'`, '1 (faint) to 5 (brutal)'],
    prepared_at: ['time', 'e.at', 'when its way back was recorded, just before it came into force'],
    injected_at: ['time', 'n.at', 'when it came into force; null: it never did'],
    ended_at: ['time', 'd.at', 'when it ended; null: it still runs'],
    end: ['text', `d.data ->> 'end'`, 'healed, expired, undone, stopped or failed; null: it still runs'],
    lasted_ms: ['duration', 'd.at - n.at', 'time in force'],
    why: ['text', `d.data ->> 'why'`, 'why it ended'],
    summary: ['text', `e.data ->> 'summary'`, 'what it did'],
    random_seed: ['number', `e.data ->> 'seed'`, 'same seed, same fault'],
    ttl_ms: ['duration', `e.data ->> 'ttlMs'`, 'it would be taken back after that long'],
    core: ['text', 'e.core', 'the core that did it'],
  },
)
