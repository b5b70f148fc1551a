import type { CommandOutcome, CommandRequest } from '../contract/command.ts'
import { GateRefusedError, OrganismBusyError, RequestInvalidError, StaleBaseError, UnknownGenomeError } from '../contract/errors.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import type { Proof } from '../healing/gate.ts'
import { addAndPromote } from '../healing/promote.ts'
import type { Keeper } from '../watcher/keeper-ports.ts'
import type { ChaosDesk } from './chaos-desk.ts'

export interface ProposalPorts {
  chaos: Pick<ChaosDesk, 'overtaken'>
  genomes: Genomes
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  /** The gate on inputs that nobody has seen: another seed each time. */
  proveByHand: (keeper: Keeper, files: GenomeFiles) => Promise<Proof>
}

type Proposal = Extract<CommandRequest, { kind: 'genome-propose' }>

/**
 * A version that a person has written. It is let through by the same gate as what healing writes, and is on probation
 * after that; and it never gets in the way of a healing.
 * @throws StaleBaseError, OrganismBusyError, RequestInvalidError, GateRefusedError: nothing was changed
 */
export function proposeGenome(ports: ProposalPorts, keeper: Keeper, { organism, base, files, reason }: Proposal, author: string): Promise<CommandOutcome> {
  refuseWhileOpen(keeper)
  return keeper.exclusive(async () => {
    // It may have been opened while this waited for a pulse to end.
    refuseWhileOpen(keeper)
    const whole = changedFiles(ports.genomes, organism, base, files)
    const { accepted, checks } = await ports.proveByHand(keeper, whole)
    const death = checks.find(({ ok }) => !ok)
    if (!accepted) throw new GateRefusedError(`The gate refused it: ${death ? `${death.name}: ${death.detail}` : 'it was not accepted'}`, checks)
    const added = await addAndPromote(ports, { organism, files: whole, origin: 'manual', parents: [base], author, reason }, `${reason}, by ${author}`)
    await ports.chaos.overtaken(organism, `${author} changed it by hand`)
    return { message: `The gate let it through: ${organism} runs ${added.id}, on probation`, genome: added.id, checks }
  })
}

function refuseWhileOpen(keeper: Keeper): void {
  if (keeper.incident() !== null) throw new OrganismBusyError(`${keeper.organism.id} is being healed; wait until its incident is over, and propose it again then`)
}

/** All files of the new version. */
function changedFiles(genomes: Genomes, organism: string, base: string, changes: GenomeFiles): GenomeFiles {
  const live = genomes.current(organism)
  if (live === null) throw new UnknownGenomeError(`${organism} has no version yet`)
  if (live !== base) throw new StaleBaseError(`${base} no longer runs, ${live} does: carry your change over to that one`)
  const before = genomes.files(base)
  const names = Object.keys(changes)
  const unknown = names.find((name) => !Object.hasOwn(before, name))
  if (unknown !== undefined) throw new RequestInvalidError(`${base} has no file ${unknown}; it has ${Object.keys(before).join(', ')}`)
  if (names.every((name) => changes[name] === before[name])) throw new RequestInvalidError(`nothing of ${base} is changed`)
  return { ...before, ...changes }
}
