import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '../../lib/chaos/random.ts'
import { loadConfig, rootDir } from '../../lib/config.ts'
import type { Incident } from '../../lib/contract/incident.ts'
import type { Tier } from '../../lib/contract/ports/sandbox.ts'
import { startCore } from '../../lib/core/start-core.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { openSandbox } from '../../lib/process/open-sandbox.ts'
import { hostProfile } from '../../lib/repair/4-evaluate/lane.ts'
import { openSearch } from '../../lib/repair/open-search.ts'
import { openDesk } from '../../lib/store/sqlite/open-desk.ts'
import { openSqliteStore } from '../../lib/store/sqlite/open-store.ts'
import { openReaders } from '../../lib/store/sqlite/open-readers.ts'
import { checkRefused, checkResult } from '../../lib/watcher/check-result.ts'
import { median, type Figure } from '../figure.ts'
import { figure, shareFigure } from './figures.ts'
import type { Talk } from './talk.ts'

export interface AntibodySample {
  organism: string
  faults: readonly string[]
  /** How often each fault comes, the first time included. */
  times: number
}

const lanes = 2
const patienceMs = 60_000
const quiet = (): void => undefined

/**
 * The same fault again and again, in a core of its own with all that a core has: watcher, ledger, ladder, gate. The
 * first time is healed by search, and is the control of those that follow.
 */
export async function measureAntibody(tier: Tier & (1 | 2), { organism, faults, times }: AntibodySample, seed: number, talk: Talk): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'))
  const organismsDir = join(dir, 'organisms')
  mkdirSync(organismsDir)
  symlinkSync(join(rootDir, 'node_modules'), join(dir, 'node_modules'))
  cpSync(join(rootDir, 'organism', organism), join(organismsDir, organism), { recursive: true })
  const manifest = join(organismsDir, organism, 'organism.json')
  writeFileSync(manifest, JSON.stringify({ ...(JSON.parse(readFileSync(manifest, 'utf8')) as object), pulseMs: 100, probationPulses: 2 }))
  const config = { ...loadConfig({ env: {}, argv: ['--data', join(dir, 'data')], cwd: rootDir }), organismsDir }
  mkdirSync(config.dataDir)
  const sandbox = openSandbox({ tier, clock })
  sandbox.warm(hostProfile, lanes)
  let broken: { error: unknown } | null = null
  const core = await startCore({
    config, store: openSqliteStore(config.ledgerPath, clock), name: 'bench', version: '0', sandbox, onOutput: quiet, onThought: quiet, onBeat: quiet, onHandOver: quiet, onBreak: (error) => { broken = { error } },
    search: openSearch({ sandbox, clock, judges: { oracle: checkResult, refused: checkRefused }, seeded: seededRandom, lanes }),
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  })
  await core.leads
  const reader = openReaders(config.ledgerPath)
  const desk = openDesk(config.ledgerPath)

  async function until<T>(what: string, look: () => T | null | undefined | false): Promise<T> {
    for (const latest = clock.mono() + patienceMs; ;) {
      const found = look()
      if (found !== null && found !== undefined && found !== false) return found
      if (broken !== null || clock.mono() > latest) throw new Error(`the core did not come to ${what}`, { cause: broken?.error })
      await clock.sleep(5)
    }
  }
  const closed = (): Incident[] => reader.incidents({ organism, limit: 1_000 }).filter(({ end }) => end !== null)
  async function hurt(fault: string): Promise<Incident> {
    await until('a proven live version', () => reader.view().organisms[organism]?.state === 'healthy' && reader.genomes({ organism, limit: 1 })[0]?.status === 'proven')
    const before = closed().length
    desk.insert({ kind: 'chaos-inject', organism, fault, seed, intensity: 1 }, { author: 'bench' })
    await until(`the end of an incident by ${fault}`, () => closed().length > before)
    const [incident] = closed()
    if (!incident) throw new Error('an incident has gone')
    return incident
  }

  try {
    const firsts: Incident[] = []
    const repeats: Incident[] = []
    for (const fault of faults) {
      for (let time = 0; time < times; time += 1) {
        const incident = await hurt(fault)
        talk(`antibody: ${fault}, time ${time + 1}: ${incident.end} by ${incident.rung} in ${Math.round(incident.healMs ?? 0)} ms`)
        if (time === 0) firsts.push(incident)
        else repeats.push(incident)
      }
    }
    const by = (rung: Incident['rung']) => (incident: Incident): boolean => incident.rung === rung
    const ms = (incidents: readonly Incident[]): number => median(incidents.flatMap(({ healMs }) => healMs ?? []))
    return [
      shareFigure(`antibody: repeats of a fault that it heals, ${organism}`, repeats, firsts, by('antibody'), 0.9),
      figure(`antibody: the same fault again, from the crash's verdict to proven by the gate and live, ${organism} (n = ${repeats.length}, control: the first time, by search, ${firsts.length})`, 'ms', ms(repeats), ms(firsts), { atMost: 250 }),
    ]
  } finally {
    await core.stop('the benchmark is over')
    desk.close()
    reader.close()
    rmSync(dir, { recursive: true, force: true })
  }
}
