import type { EventKind, EventOf, LedgerEvent, NewEvent } from '../contract/event.ts'
import { whole } from '../contract/whole.ts'
import type { Genomes } from '../contract/ports/genomes.ts'
import type { Ledger, LedgerReader, CommandDesk } from '../contract/ports/ledger.ts'
import type { Readers } from '../contract/ports/readers.ts'
import { finishPromotion } from '../healing/promote.ts'

export interface RecoverPorts {
  ledger: Pick<Ledger, 'core' | 'finish'>
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  reader: LedgerReader & Readers
  desk: CommandDesk
  genomes: Genomes
}

/**
 * Brings disk and ledger to agree after a core that died at any point: versions that were written but not recorded,
 * promotions half done, a CURRENT that was damaged, commands begun and not ended. Before any organism runs.
 */
export async function recover(ports: RecoverPorts, organisms: readonly string[]): Promise<void> {
  for (const organism of organisms) {
    await takeInUnrecorded(ports, organism)
    await endPromotion(ports, organism)
    await mendCurrent(ports, organism)
    await alignCurrent(ports, organism)
    await nameDamage(ports, organism)
  }
  for (const command of (await ports.desk.recent(1_000)).filter(({ state }) => state === 'claimed')) {
    // What of it was done is kept: it goes on where it was broken off.
    if (command.kind === 'app-make') continue
    if (command.kind === 'core-switch') await ports.ledger.finish(command.id, 'done', { message: `core ${ports.ledger.core} leads` })
    else await ports.ledger.finish(command.id, 'refused', { message: 'the core died while it was at this; look at what became of it, and ask again', code: 'core-down' })
  }
}

async function takeInUnrecorded({ reader, genomes, record }: RecoverPorts, organism: string): Promise<void> {
  const recorded = new Set(reader.genomes({ organism, limit: 1_000_000 }).map(({ id }) => id))
  for (const genome of genomes.list(organism).toSorted((a, b) => a.version - b.version)) {
    if (!recorded.has(genome.id)) await record({ kind: 'genome-add', organism, incident: null, data: { genome } })
  }
}

async function endPromotion(ports: RecoverPorts, organism: string): Promise<void> {
  let open: EventOf<'promote-start'> | null = null
  for (const event of eventsOf(ports.reader, organism, ['promote-start', 'promote-end', 'promote-undo'])) {
    open = event.kind === 'promote-start' ? event : null
  }
  if (open) await finishPromotion(ports, { organism, incident: open.incident, genome: open.data.genome, from: open.data.from })
}

/** Where CURRENT is gone, unreadable or names nothing, the version that was live last is live again, else the newest whole one. */
async function mendCurrent({ genomes, reader, record }: RecoverPorts, organism: string): Promise<void> {
  const damage = whyNot(() => {
    if (genomes.current(organism) === null) throw new Error('no version was live')
  })
  if (damage === null) return
  const newestFirst = genomes.list(organism).toSorted((a, b) => b.version - a.version).filter(({ origin }) => origin !== 'chaos').map(({ id }) => id)
  const lastLive = reader.view().organisms[organism]?.genome ?? null
  const genome = [...(lastLive === null ? [] : [lastLive]), ...newestFirst].find((id) => whyNot(() => genomes.files(id)) === null)
  // Of a new organism there is nothing yet.
  if (genome === undefined) return
  await record({ kind: 'promote-start', organism, incident: null, data: { genome, from: null, why: damage } })
  await finishPromotion({ record, genomes }, { organism, incident: null, genome, from: null })
}

/**
 * The ledger says which version is live; the file follows. They part where a core that was frozen on its way to make a
 * version live wakes up after its reign and does it: a file has no epoch. For when no promotion is under way.
 */
export async function alignCurrent({ genomes, reader }: Pick<RecoverPorts, 'genomes' | 'reader'>, organism: string): Promise<void> {
  const live = reader.view().organisms[organism]?.genome ?? null
  const current = whole(() => genomes.current(organism))
  if (live === null || current === null || live === current) return
  // Of another host's versions this disk may have none.
  if (whyNot(() => genomes.files(live)) === null) await genomes.setCurrent(live)
}

function whyNot(read: () => unknown): string | null {
  try {
    read()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function nameDamage({ genomes, reader, record }: RecoverPorts, organism: string): Promise<void> {
  for (const { genome, file, what } of genomes.damage(organism)) {
    if (reader.genome(genome)?.status === 'damaged') continue
    await record({ kind: 'genome-damage', organism, incident: null, data: { genome, file, what } })
  }
}

function* eventsOf(reader: LedgerReader, organism: string, kinds: EventKind[]): Generator<LedgerEvent> {
  const limit = 1_000
  for (let after = 0; ;) {
    const page = reader.events({ organism, kinds, after, limit })
    yield* page
    if (page.length < limit) return
    after = page.at(-1)?.seq ?? after
  }
}
