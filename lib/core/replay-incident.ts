import type { Cause } from '../contract/cause.ts'
import type { CommandOutcome } from '../contract/command.ts'
import { ChaosStoppedError, OrganismBusyError, OrganismDownError, RequestInvalidError, UnknownOrganismError } from '../contract/errors.ts'
import type { Incident } from '../contract/incident.ts'
import { whole } from '../contract/whole.ts'
import type { Executor } from './execute-command.ts'

type Ports = Pick<Executor, 'keepers' | 'chaos' | 'genomes' | 'incident' | 'cause'>

/**
 * The same fault once more: the same seed and intensity, into the same code. Where other code runs now, that code is put
 * in force again first; whatever would refuse the fault is looked at before that, so that no half of it is done.
 */
export async function replayIncident(ports: Ports, id: string, backTo: (genome: string) => Promise<unknown>): Promise<CommandOutcome> {
  const incident = ports.incident(id)
  if (!incident) throw new RequestInvalidError(`there is no incident ${id}; GET /api/incidents lists those there are`)
  const { organism } = incident
  const cause = incident.fault === null ? null : ports.cause(organism, incident.fault)
  if (!cause) throw new RequestInvalidError(`no fault of ours was the cause of ${id}, so there is none to inject again; break ${organism} with a fault of your own, which can be replayed`)
  refuseUnlessReady(ports, organism)
  const code = codeBefore(ports, incident, cause)
  const live = ports.genomes.current(organism)
  if (live !== code && !isSameContent(ports, live, code)) await backTo(code)
  const { fault, seed, intensity, ttlMs, label } = cause
  const outcome = await ports.chaos.inject({ kind: 'chaos-inject', organism, fault, seed, intensity, ttlMs })
  return { ...outcome, message: `${label} is in force on ${organism} again: seed ${seed}, intensity ${intensity}, into the code of ${code}` }
}

function refuseUnlessReady({ keepers, chaos }: Ports, organism: string): void {
  const keeper = keepers.get(organism)
  if (!keeper) throw new UnknownOrganismError(`nobody keeps ${organism} any more; put its folder back and start again`)
  if (chaos.isStopped()) throw new ChaosStoppedError('chaos is stopped; allow it again first')
  if (keeper.incident() !== null) throw new OrganismBusyError(`${organism} is being healed; wait until its incident is over`)
  if (chaos.inForce(organism)) throw new OrganismBusyError(`a fault is still in force on ${organism}; take it back, or wait until its time is over`)
  if (keeper.state() === 'paused') throw new OrganismDownError(`${organism} is paused; resume it first`)
}

/** What the fault was done to: a code fault's version came of it, any other left it as it was. */
function codeBefore({ genomes }: Ports, { genome }: Incident, { genome: broken }: Cause): string {
  return broken === null ? genome : (genomes.read(broken).parents[0] ?? genome)
}

/** A version that cannot be read is no reason to stay with it. */
const isSameContent = ({ genomes }: Ports, one: string | null, other: string): boolean =>
  one !== null && whole(() => genomes.read(one).hash) === genomes.read(other).hash
