import { steps, type Step } from '../../../lib/contract/step.ts'

/** A labelled step in words: what has just been done when a core is struck there. */
export const stepWords: Record<Step, string> = {
  'promote-written': 'its files are written', 'promote-started': 'it is announced in the ledger', 'promote-switched': 'it is what runs', 'promote-ended': 'the ledger says that it runs',
  'rollback-written': 'the old files are written anew', 'rollback-started': 'it is announced in the ledger', 'rollback-switched': 'it is what runs', 'rollback-ended': 'the ledger says that it runs',
  'quarantine-opened': 'the last rung is begun', 'quarantine-judged': 'it is judged', 'quarantine-closed': 'the incident is closed', 'quarantine-set': 'the organism is set apart',
  'takeover-noticed': 'the loss is noticed', 'takeover-led': 'the lead is taken', 'takeover-recovered': 'what was half done is finished or undone', 'takeover-adopted': 'faults are adopted', 'takeover-running': 'every organism runs',
  'commit-open': 'the lock is held, nothing is committed',
}

const groupTitles: Record<string, string> = {
  promote: 'When a version goes live', rollback: 'When it goes back to an older one', quarantine: 'When the ladder gives up', takeover: 'When the other core takes over', commit: 'Inside a write',
}

/** All steps by what they are steps of, in their order. */
export const stepGroups: { title: string; steps: Step[] }[] = Object.entries(groupTitles).map(([prefix, title]) => ({ title, steps: steps.filter((step) => step.startsWith(`${prefix}-`)) }))
