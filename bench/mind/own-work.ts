import { join } from 'node:path'
import fc from 'fast-check'
import { findFault } from '../../lib/chaos/faults.ts'
import { mutateFiles } from '../../lib/chaos/mutate-files.ts'
import { rootDir } from '../../lib/config.ts'
import type { Case } from '../../lib/contract/case.ts'
import type { GenomeFiles } from '../../lib/contract/genome.ts'
import type { Json } from '../../lib/contract/json.ts'
import type { Organism } from '../../lib/contract/spec.ts'
import { loadOrganisms } from '../../lib/core/load-organisms.ts'
import { specInWords } from '../../lib/core/spec-in-words.ts'
import { climb } from '../../lib/healing/ladder.ts'
import { addGenome } from '../../lib/healing/promote.ts'
import { resident } from '../../lib/healing/rungs/4-resident.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { openGenomes } from '../../lib/store/genomes/open-genomes.ts'
import { median, type Figure } from '../figure.ts'
import { inPieces, oneEdit, wholeFile } from './answer.ts'
import { openDesk, type Desk } from './open-desk.ts'

/**
 * What one answer costs us, from the start of the rung to the gate's: the files, the question, the desk with its ledger,
 * the guarded way, reading, applying. Less the same question put by a bare fetch to the same server, which answers at
 * once, piece by piece. Both have the whole of that server's work in them: it is in this process.
 */

const rounds = 60
const warmUps = 5
const organisms = ['bubble-sort', 'csv-parser']
const mostMs = 50

export async function ownWork(): Promise<Figure[]> {
  const loaded = await loadOrganisms(join(rootDir, 'organism'))
  const desk = await openDesk({ mindCallsPerHour: 100_000, mindTokensPerHour: 1_000_000_000 })
  try {
    const figures: Figure[] = []
    for (const organism of loaded.organisms.filter(({ id }) => organisms.includes(id))) {
      const sick = await fallSick(organism, desk)
      const { entry } = organism.manifest
      figures.push(await measure('an edit', oneEdit(entry, sick.files, organism.files), sick, desk))
      figures.push(await measure('a whole file', wholeFile(entry, organism.files[entry] ?? ''), sick, desk))
    }
    return figures
  } finally {
    await desk.close()
  }
}

interface Sick { of: Omit<Case, 'incident'>; files: GenomeFiles; genomes: ReturnType<typeof openGenomes> }

/** With its history in the ledger and its failing version on disk. */
async function fallSick(organism: Organism, { dir, record }: Desk): Promise<Sick> {
  const { id, manifest, spec } = organism
  const genomes = openGenomes(join(dir, 'genomes'))
  await record({ kind: 'organism-add', organism: id, incident: null, data: { manifest, specHash: '', spec: specInWords(spec) } })
  const fault = findFault('thrown-error')
  const mutation = fault.class === 'code' ? mutateFiles(fault, organism.files, manifest.entry, { seed: 11, intensity: 1 }) : null
  if (!mutation) throw new Error(`the fault finds no place in ${id}`)
  const { files } = mutation
  const broken = await addGenome({ genomes, record }, { organism: id, files, origin: 'chaos', parents: [], author: 'bench', reason: 'to be healed' })
  const [task] = fc.sample(spec.task, { seed: 11, numRuns: 1 }) as Json[]
  const lines = (text: string | undefined): string[] => (text ?? '').split('\n')
  const line = 1 + lines(files[manifest.entry]).findIndex((one, index) => one !== lines(organism.files[manifest.entry])[index])
  return {
    files, genomes,
    of: {
      organism, genome: broken.id, onProbation: false, failing: { task: task ?? null, ...(spec.initialState === undefined ? {} : { state: spec.initialState as Json }) }, poisoned: false, healthyMs: 3, seed: 11,
      verdict: { kind: 'crash', summary: 'Error: it threw for no reason', signature: 'Error', frames: [{ file: manifest.entry, line, column: 3, function: 'perform' }] },
    },
  }
}

async function measure(form: string, answer: string, sick: Sick, desk: Desk): Promise<Figure> {
  const pieces = inPieces(answer)
  const extra: number[] = []
  const bare: number[] = []
  for (let round = -warmUps; round < rounds; round += 1) {
    desk.server.script({ pieces }, { pieces })
    const ours = await attempt(sick, desk)
    const theirs = await askBare(desk)
    if (round < 0) continue
    extra.push(ours - theirs)
    bare.push(theirs)
  }
  const [value, control] = [median(extra), median(bare)]
  return {
    name: `our own work for one answer, ${form} of ${pieces.length} tokens, ${sick.of.organism.id}, median of ${rounds}`, value, unit: 'ms', control, ratio: value / control,
    goal: `≤ ${mostMs} ms beside the control: the same chat by a bare fetch`, met: value <= mostMs,
  }
}

/** @returns ms from the incident's first rung to the gate's first check */
async function attempt({ of, genomes }: Sick, { mind, reader, record }: Desk): Promise<number> {
  const sick: Case = { ...of, incident: crypto.randomUUID() }
  await record({ kind: 'incident-open', organism: sick.organism.id, incident: sick.incident, data: { verdict: sick.verdict, genome: sick.genome, fault: null, detectMs: 1 } })
  let ms = Number.NaN
  const started = performance.now()
  const { why } = await climb(sick, started, {
    clock, record, genomes, stop: new AbortController().signal,
    rungs: [resident({ clock, mind, genomes, words: ({ spec }) => specInWords(spec), printed: () => 'sorting 300 numbers\n'.repeat(60), lessons: () => reader.view().lessons })],
    prove: (_sick, candidate) => {
      ms = performance.now() - started
      if (Object.entries(sick.organism.files).some(([file, text]) => candidate.files[file] !== text)) throw new Error('what was applied is not what was answered')
      // No further question.
      return Promise.reject(new Error('as far as this goes'))
    },
    live: () => Promise.reject(new Error('nothing is promoted here')),
  })
  if (Number.isNaN(ms)) throw new Error(`the gate was not reached: ${why}`)
  return ms
}

/** The last question once more, word for word, with no more around it than a client needs. */
async function askBare({ server }: Desk): Promise<number> {
  const body = JSON.stringify(server.requests.at(-1)?.body)
  const started = performance.now()
  const response = await fetch(`${server.url}/api/chat`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  await response.text()
  return performance.now() - started
}
