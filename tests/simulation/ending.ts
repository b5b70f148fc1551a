import type { CommandRequest } from '../../lib/contract/command.ts'
import { ask } from './deeds/requests.ts'
import type { World } from './world.ts'

/** Within so long of the last fault everything is well again. A core whose restarts are spent waits for 30 s of it. */
const healedWithinMs = 150_000
const stepMs = 250
/** From one word of the operator to the next one. */
const askAgainMs = 3_000
/** And it stays so: what was on its way when the faults ended may still arrive. */
const staysMs = 2_500

/** Every fault from outside ends, people put back what they have changed, and the world has time to heal. */
export async function bringToRest(world: World): Promise<void> {
  world.tell('— everything ends that is done to the world')
  world.isRough = false
  world.wires.mend()
  world.disk.empty()
  world.locks.free()
  for (const { process } of world.cores) process.wake()
  const since = world.reader.head()
  let askedAt = -askAgainMs
  const isWell = (): boolean => {
    if (world.clock.mono() - askedAt >= askAgainMs) {
      askedAt = world.clock.mono()
      for (const request of putRight(world)) ask(world, request)
    }
    return unwell(world, since).length === 0
  }
  const { clock } = world
  const began = clock.mono()
  let wellSince: number | null = null
  const isAtRest = (): boolean => {
    wellSince = isWell() ? (wellSince ?? clock.mono()) : null
    return world.violations.length > 0 || (wellSince !== null && clock.mono() - wellSince >= staysMs)
  }
  await clock.until(isAtRest, { stepMs, atMostMs: healedWithinMs })
  world.tell(`— it took ${clock.mono() - began} ms`)
  for (const what of unwell(world, since)) world.violates(`not well again: ${what}`)
}

/** What an operator does who wants everything to run. */
function putRight(world: World): CommandRequest[] {
  const { organisms, chaosStopped } = world.reader.view()
  return [
    ...(chaosStopped ? [{ kind: 'chaos-allow' as const }] : []),
    ...Object.values(organisms).flatMap(({ id, state, healing }): CommandRequest[] => [
      ...(healing.asked.mode !== undefined && healing.asked.mode !== 'full' ? [{ kind: 'configure-healing' as const, organism: id }] : []),
      ...(state === 'paused' || state === 'quarantined' ? [{ kind: 'organism-resume' as const, organism: id }] : []),
    ]),
  ]
}

/** Everything that is not as it should be, a line each. */
function unwell(world: World, since: number): string[] {
  const { reader, desk, disk, supervisors, leads, patients } = world
  const view = reader.view()
  const cores = supervisors.map(({ core }) => core)
  const leading = cores.filter((core) => core?.beat?.role === 'active' && core.beat.epoch === leads.epoch)
  const known = reader.cores()
  return [
    ...(leading.length === 1 ? [] : [`${leading.length} cores lead`]),
    ...cores.flatMap((core, index) =>
      core === null ? [`core ${'abc'[index]} is not there`]
      : leading.includes(core) ? []
      : core.beat?.role !== 'standby' ? [`${core.process.name} does not stand by`]
      : known.some(({ pid, role }) => pid === core.process.pid && role === 'standby') ? []
      : [`${core.process.name} stands by for nobody`]),
    ...patients.flatMap(({ organism: { id } }) => {
      const organism = view.organisms[id]
      if (organism === undefined) return [`${id} is not kept`]
      const last = organism.points.at(-1)
      return [
        ...(organism.state === 'healthy' || organism.state === 'degraded' ? [] : [`${id} is ${organism.state}: ${organism.stateReason}`]),
        ...organism.incidents.filter(({ end }) => end === null).map((incident) => `incident ${incident.id} of ${id} is open`),
        ...(disk.versions.current(id) === organism.genome ? [] : [`CURRENT of ${id} is ${disk.versions.current(id)}, and the ledger says ${organism.genome}`]),
        ...((last?.seq ?? 0) > since ? [] : [`${id} does not pulse`]),
      ]
    }),
    ...view.injections.filter(({ end }) => end === null).map((row) => `${row.label} (${row.id}) is in force, after its time`),
    ...world.asked.filter((id) => { const state = desk.read(id)?.state; return state !== 'done' && state !== 'refused' }).map((id) => `command ${id} has no end`),
  ]
}
