import { causeOf, type Cause } from '../../contract/cause.ts'
import { eachEvent } from '../../contract/each-event.ts'
import type { LedgerEvent } from '../../contract/event.ts'
import type { GenomeFiles } from '../../contract/genome.ts'
import type { Incident } from '../../contract/incident.ts'
import { whole } from '../../contract/whole.ts'
import { winnerOf } from '../../contract/winner.ts'
import type { Lab } from '../lab.ts'

interface Source { id: string; files: GenomeFiles }

/** Everything that is known of one incident, in one piece. */
export interface WholeIncident {
  version: string
  exportedAt: number
  incident: Incident
  /** The fault that caused it, as it was prepared; null where none of ours did, or the events are no longer known. */
  injection: Cause | null
  /** Those that belong to it, oldest first. */
  events: LedgerEvent[]
  /** What the organism had printed last, up to the failure; empty where its time is over. */
  output: string[]
  /** Each candidate of each search, with what it died of; empty where its time is over. */
  candidates: string[]
  /** From the version that failed to the one that healed it; null where none did. */
  diff: string | null
  /** null: damaged on disk, or gone. */
  sources: { failed: Source | null; healed: Source | null }
}

const mostEvents = 20_000
const lastLines = 40

/** @returns null where there is no such incident */
export function gatherIncident({ readers, genomes, version, now }: Lab, id: string): WholeIncident | null {
  const incident = readers.incident(id)
  if (!incident) return null
  const events = eachEvent(readers, { incident: id }).take(mostEvents).toArray()
  const winner = winnerOf(incident)
  const opened = events[0]?.seq
  return {
    version, exportedAt: now(), incident,
    injection: incident.fault === null ? null : causeOf(readers, incident.organism, incident.fault),
    events,
    output: opened === undefined ? [] : readers.log({ organism: incident.organism, before: opened, limit: lastLines }).lines.slice(-lastLines).map(({ text }) => text),
    candidates: events.filter(({ kind }) => kind === 'search-end').flatMap(({ seq }) => readers.attachment(seq)?.trimEnd().split('\n') ?? []),
    diff: winner && whole(() => genomes.diff(incident.genome, winner.genome)),
    sources: { failed: sourceOf(genomes, incident.genome), healed: winner && sourceOf(genomes, winner.genome) },
  }
}

const sourceOf = (genomes: Lab['genomes'], id: string): Source | null => whole(() => ({ id, files: genomes.files(id) }))
