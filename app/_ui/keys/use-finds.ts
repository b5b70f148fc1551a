'use client'
import { useRouter } from 'next/navigation'
import type { z } from 'zod'
import type { faultListSchema } from '../../../lib/contract/api.ts'
import { whereOf } from '../chaos/where-of.ts'
import { linkQuery } from '../address/address.ts'
import { useSelected } from '../address/use-address.ts'
import { genomeHref } from '../genomes/genome-href.ts'
import { originWords } from '../genomes/signs.ts'
import { incidentHref } from '../incidents/incident-href.ts'
import { getJson, watcherUrl } from '../wire/api.ts'
import { useCommand } from '../wire/use-command.ts'
import { useLive } from '../wire/use-live.tsx'
import { useResource } from '../wire/use-resource.ts'
import { clockTime, shortGenome } from '../words/format.ts'
import { incidentSign } from '../words/rungs.ts'
import { stateSigns } from '../words/state.ts'
import { verdictVerbs } from '../words/verdicts.ts'

interface Find { id: string; title: string; words?: string; aside: string; run: () => void }

/** Everything that the engine has, as rows of the palette: organisms, faults, incidents, versions. */
export function useFinds(): { heading: string; rows: Find[] }[] {
  const router = useRouter()
  const view = useLive((state) => state.view)
  const selected = useSelected()
  const { data } = useResource<z.infer<typeof faultListSchema>>('/api/chaos', getJson)
  const { run } = useCommand()
  const organisms = Object.values(view?.organisms ?? {})
  const go = (path: string) => () => router.push(path)
  const incidents = organisms.flatMap((organism) => organism.incidents).sort((a, b) => b.openedAt - a.openedAt)
  const versions = organisms.flatMap((organism) => organism.genomes).sort((a, b) => b.createdAt - a.createdAt)
  return [
    {
      heading: 'Organisms',
      rows: organisms.flatMap(({ id, title, state }) => [
        { id: `show ${id}`, title: `Show ${id}`, words: title, aside: `${stateSigns[state].shape} ${stateSigns[state].word}`, run: go(`/${linkQuery({ organism: id })}`) },
        { id: `open ${id}`, title: `Open ${id}: source, spec, healing`, words: title, aside: 'organism', run: go(`/organisms/${id}`) },
      ]),
    },
    {
      heading: 'Faults',
      rows: selected === null ? [] : (data?.faults ?? []).filter((fault) => fault.class !== 'system').flatMap((fault) => [
        { id: `inject ${fault.id}`, title: `Inject ${fault.label} into ${selected}`, words: `${fault.id} ${fault.class} chaos`, aside: fault.class, run: () => void run('/api/chaos', { organism: selected, fault: fault.id }) },
        { id: `prepare ${fault.id}`, title: `Prepare ${fault.label}: seed, intensity, preview`, words: `${fault.id} ${fault.class} chaos`, aside: fault.class, run: go(`/chaos${linkQuery({ organism: selected, fault: fault.id })}`) },
      ]),
    },
    {
      heading: 'Faults of Ouroboros itself',
      rows: (data?.faults ?? []).filter((fault) => fault.class === 'system').map((fault) => ({
        id: `strike ${fault.id}`, title: fault.label, words: `${fault.id} system chaos core`, aside: 'core', run: go(`/cores${linkQuery({ organism: selected, strike: fault.id })}`),
      })),
    },
    {
      heading: 'Faults in force',
      rows: (view?.injections ?? []).filter(({ end }) => end === null).map((row) => ({
        id: `undo ${row.id}`, title: `Undo ${row.label} in ${whereOf(row.organism)}`, words: 'take back chaos', aside: `seed ${row.seed}`, run: () => void run(`/api/chaos/injections/${encodeURIComponent(row.id)}/undo`),
      })),
    },
    {
      heading: 'Incidents',
      rows: incidents.flatMap((incident) => {
        const what = `${incident.organism} ${verdictVerbs[incident.verdict.kind]}, ${incidentSign(incident).word}`
        return [
          { id: `incident ${incident.id}`, title: what, words: `${incident.id} incident ${incident.verdict.summary}`, aside: clockTime(incident.openedAt), run: go(incidentHref(incident)) },
          { id: `replay ${incident.id}`, title: `Replay: ${what}`, words: `${incident.id} incident scrub time`, aside: clockTime(incident.openedAt), run: go(`/${linkQuery({ organism: incident.organism, replay: incident.id })}`) },
        ]
      }),
    },
    {
      heading: 'Versions',
      rows: versions.flatMap((genome) => [
        { id: `version ${genome.id}`, title: `${genome.organism} ${shortGenome(genome.id)}: what changed, roll back to it`, words: `${genome.id} genome version ${genome.reason}`, aside: `${originWords[genome.origin]}, ${genome.status}`, run: go(genomeHref(genome.id)) },
        { id: `export ${genome.id}`, title: `Export ${genome.organism} ${shortGenome(genome.id)}`, words: `${genome.id} archive download genome`, aside: 'archive', run: () => window.location.assign(`${watcherUrl()}/api/genomes/${genome.id}/archive`) },
      ]),
    },
  ]
}
