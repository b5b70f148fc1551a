import { Clock, Database, HardDrive, HeartCrack, Lock, Snowflake, Split, Unplug, EyeOff } from 'lucide-react'

/** What of a fault can be chosen: the list of the engine says how hard, and not whether that means anything. */
interface SystemFaultFacts {
  Icon: typeof Clock
  /** As its button says it. */
  verb: string
  /** It stays in force until its time is over or somebody takes it back. */
  isLasting: boolean
  /** It can wait for a labelled step. */
  hasStep: boolean
}

const facts: Record<string, SystemFaultFacts> = {
  'kill-core': { Icon: HeartCrack, verb: 'Kill the leader', isLasting: false, hasStep: true },
  'stop-core': { Icon: Snowflake, verb: 'Freeze the leader', isLasting: false, hasStep: true },
  'split-brain': { Icon: Split, verb: 'Play the theatre', isLasting: false, hasStep: false },
  'break-link': { Icon: Unplug, verb: 'Break the socket', isLasting: false, hasStep: false },
  'lock-ledger': { Icon: Lock, verb: 'Lock the database', isLasting: true, hasStep: false },
  'fill-disk': { Icon: HardDrive, verb: 'Fill the disk', isLasting: true, hasStep: false },
  'jump-clock': { Icon: Clock, verb: 'Jump the clock', isLasting: true, hasStep: false },
  'model-dead': { Icon: EyeOff, verb: 'Let it die', isLasting: true, hasStep: false },
  'model-slow': { Icon: EyeOff, verb: 'Slow it down', isLasting: true, hasStep: false },
  'model-lying': { Icon: EyeOff, verb: 'Let it lie', isLasting: true, hasStep: false },
  'cut-database': { Icon: Database, verb: 'Cut every connection', isLasting: false, hasStep: false },
}

const unknown: SystemFaultFacts = { Icon: Split, verb: 'Inject', isLasting: true, hasStep: false }

export const factsOf = (id: string): SystemFaultFacts => facts[id] ?? unknown

/** Whether how hard makes any difference: where it makes none, its text says so. */
export const hasIntensity = (text: string): boolean => !text.startsWith('makes no difference')
