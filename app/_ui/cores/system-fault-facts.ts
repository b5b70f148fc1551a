import { Clock, Database, HardDrive, HeartCrack, Lock, Snowflake, Split, Unplug, EyeOff } from 'lucide-react'

/** How a fault of Ouroboros itself looks on the page. */
interface SystemFaultFacts {
  Icon: typeof Clock
  /** As its button says it. */
  verb: string
}

const facts: Record<string, SystemFaultFacts> = {
  'kill-core': { Icon: HeartCrack, verb: 'Kill the leader' },
  'stop-core': { Icon: Snowflake, verb: 'Freeze the leader' },
  'split-brain': { Icon: Split, verb: 'Play the theatre' },
  'break-link': { Icon: Unplug, verb: 'Break the socket' },
  'lock-ledger': { Icon: Lock, verb: 'Lock the database' },
  'fill-disk': { Icon: HardDrive, verb: 'Fill the disk' },
  'jump-clock': { Icon: Clock, verb: 'Jump the clock' },
  'model-dead': { Icon: EyeOff, verb: 'Let it die' },
  'model-slow': { Icon: EyeOff, verb: 'Slow it down' },
  'model-lying': { Icon: EyeOff, verb: 'Let it lie' },
  'cut-database': { Icon: Database, verb: 'Cut every connection' },
}

const unknown: SystemFaultFacts = { Icon: Split, verb: 'Inject' }

export const factsOf = (id: string): SystemFaultFacts => facts[id] ?? unknown
