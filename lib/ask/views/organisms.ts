import { coreColumn, defineView, rare } from './define-view.ts'

const newest = `(select organism, min(at) as added_at, max(seq) as seq from main.events where kind = 'organism-add' and ${rare} group by organism)`
/** A reset of the demo makes its organisms well, and says nothing more of it. */
const lastState = (what: string): string => `(select ${what} from main.events s where s.kind in ('organism-state', 'demo-reset') and s.${rare}
  and (s.organism = o.organism or (s.kind = 'demo-reset' and exists (select 1 from json_each(s.data, '$.organisms') r where r.value = o.organism))) order by s.seq desc limit 1)`
const counted = (what: string): string => `(select count(*) from main.events p where p.organism = o.organism and ${what})`

export const organismsView = defineView('organisms', 'One row for each organism, as it is now.', `${newest} o join main.events e on e.seq = o.seq`, {
  seq: ['number', 'o.seq', 'the event that took it in the last time'],
  organism: ['text', 'o.organism', 'its id'],
  title: ['text', `e.data ->> '$.manifest.title'`, 'as people call it'],
  kind: ['text', `e.data ->> '$.manifest.kind'`, 'task, script or service'],
  state: ['text', `coalesce(${lastState(`case s.kind when 'demo-reset' then 'healthy' else s.data ->> 'to' end`)}, 'healthy')`, 'healthy, degraded, crashed, healing, quarantined or paused'],
  state_since: ['time', `coalesce(${lastState('s.at')}, o.added_at)`, 'since when it is so'],
  reason: ['text', lastState(`case s.kind when 'demo-reset' then 'just started' else s.data ->> 'reason' end`), 'why it is so'],
  genome: ['text', `(select g.id from main.genomes g where g.organism = o.organism and g.current = 1)`, 'the version that it runs'],
  added_at: ['time', 'o.added_at', 'when it was first taken in'],
  pulses: ['number', counted(`p.kind = 'pulse-end'`), 'executions so far'],
  bad_pulses: ['number', counted(`p.kind = 'pulse-end' and p.data ->> '$.verdict.kind' not in ('healthy', 'slow')`), 'those that opened or kept up an incident'],
  incidents: ['number', `(select count(*) from main.incidents i where i.organism = o.organism)`, 'incidents so far'],
  faults: ['number', counted(`p.kind = 'fault-prepare' and p.${rare}`), 'faults that it was given'],
})

export const genomesView = defineView('genomes', 'One row for each version of an organism.', 'main.genomes g join main.events e on e.seq = g.seq', {
  seq: ['number', 'g.seq', 'the event that added it'],
  id: ['text', 'g.id', 'like bubble-sort.g0007'],
  organism: ['text', 'g.organism', 'whose version'],
  version: ['number', `g.genome ->> 'version'`, 'its number'],
  parent: ['text', `g.genome ->> '$.parents[0]'`, 'the version that it came from'],
  origin: ['text', `g.genome ->> 'origin'`, 'seed, chaos, undo, antibody, repair, resident, teacher, graft, rollback, improve, manual or import'],
  status: ['text', 'g.status', 'new, probation, proven, failed or damaged'],
  live: ['number', 'g.current', '1: it runs now'],
  fitness: ['number', 'g.fitness', 'as its probation showed'],
  created_at: ['time', `g.genome ->> 'createdAt'`, 'when it was made'],
  author: ['text', `g.genome ->> 'author'`, 'who asked for it, or what made it'],
  reason: ['text', `g.genome ->> 'reason'`, 'why it exists'],
  added: ['number', `g.genome ->> 'added'`, 'lines more than its parent'],
  removed: ['number', `g.genome ->> 'removed'`, 'lines of its parent that are gone'],
  core: coreColumn,
})

export const promotionsView = defineView('promotions', 'One row for each time that a version went live.', `main.events e where e.kind = 'promote-end' and e.${rare}`, {
  seq: ['number', 'e.seq', 'the event that tells of it'],
  at: ['time', 'e.at', 'when'],
  organism: ['text', 'e.organism', 'of whom'],
  genome: ['text', `e.data ->> 'genome'`, 'the version that went live'],
  from_genome: ['text', `e.data ->> 'from'`, 'the one that ran before'],
  origin: ['text', `(select g.genome ->> 'origin' from main.genomes g where g.id = e.data ->> 'genome')`, 'what made that version'],
})

export const antibodiesView = defineView('antibodies', 'One row for each kind of edit that is remembered for a failure.', 'main.antibodies a join main.events e on e.seq = a.seq', {
  seq: ['number', 'a.seq', 'the event that it was learnt by'],
  at: ['time', 'e.at', 'when it was last learnt'],
  organism: ['text', 'a.organism', 'whose cure'],
  signature: ['text', 'a.signature', 'the failure that it answers'],
  edit: ['text', `a.recipe ->> 'kind'`, 'the kind of edit'],
  genome: ['text', 'a.genome', 'the version that it made'],
})
