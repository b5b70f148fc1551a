import type { NewEvent, LedgerEvent } from '../contract/event.ts'
import type { Undo } from '../contract/fault.ts'
import type { GenomeOrigin } from '../contract/genome.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import type { Step } from '../contract/step.ts'

type Strike = 'SIGKILL' | 'SIGSTOP'

/**
 * Where this core is on its way through what must be whole or not at all. A step may be armed: whoever comes to it is
 * struck there and then, as a power cut would. (Failpoints, after FreeBSD's fail(9).)
 */
export interface Steps {
  reach: (step: Step) => void
  /** @returns takes it back, if nobody has come there yet */
  arm: (step: Step, signal: Strike) => Undo
}

/** @param strike does not return from SIGKILL; comes back from SIGSTOP when somebody lets the process go on */
export function openSteps(strike: (signal: Strike) => void): Steps {
  let armed: { step: Step; signal: Strike } | null = null
  return {
    reach(step) {
      if (armed?.step !== step) return
      const { signal } = armed
      armed = null
      strike(signal)
    },
    arm(step, signal) {
      const own = { step, signal }
      armed = own
      return () => {
        if (armed === own) armed = null
      }
    },
  }
}

interface Way {
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  genomes: Genomes
}

/** The same, telling which step they have come to: the steps lie between their calls, so nobody else needs to know of them. */
export function withSteps({ record, genomes }: Way, { reach }: Steps): Way {
  const origins = new Map<string, GenomeOrigin>()
  const deed = (genome: string): 'promote' | 'rollback' => ((origins.get(genome) ?? genomes.read(genome).origin) === 'rollback' ? 'rollback' : 'promote')
  return {
    async record(...events) {
      const written = await record(...events)
      for (const event of events) {
        if (event.kind === 'promote-start') reach(`${deed(event.data.genome)}-started`)
        if (event.kind === 'promote-end') reach(`${deed(event.data.genome)}-ended`)
        const quarantine = quarantineStep(event)
        if (quarantine !== null) reach(quarantine)
      }
      return written
    },
    genomes: {
      ...genomes,
      async add(draft) {
        const genome = await genomes.add(draft)
        origins.set(genome.id, genome.origin)
        reach(genome.origin === 'rollback' ? 'rollback-written' : 'promote-written')
        return genome
      },
      async setCurrent(id) {
        await genomes.setCurrent(id)
        reach(`${deed(id)}-switched`)
      },
    },
  }
}

function quarantineStep(event: NewEvent): Step | null {
  switch (event.kind) {
    case 'rung-start': return event.data.rung === 'quarantine' ? 'quarantine-opened' : null
    case 'candidate-judge': return event.data.rung === 'quarantine' ? 'quarantine-judged' : null
    case 'incident-close': return event.data.end === 'quarantined' ? 'quarantine-closed' : null
    case 'organism-state': return event.data.to === 'quarantined' ? 'quarantine-set' : null
    default: return null
  }
}
