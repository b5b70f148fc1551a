import { pickTier, probeCapabilities } from '../lib/process/capabilities.ts'
import { systemClock as clock } from '../lib/process/clock.ts'
import { openSandbox } from '../lib/process/open-sandbox.ts'
import { hostProfile } from '../lib/repair/4-evaluate/lane.ts'
import type { Figure } from './figure.ts'
import { measureAntibody } from './healing/measure-antibody.ts'
import { measureCorpus } from './healing/measure-corpus.ts'
import { measureLarge } from './healing/measure-large.ts'
import { measureOrganisms } from './healing/measure-organisms.ts'
import { measureRates } from './healing/measure-rates.ts'
import { fullSample, quickSample, type HealingSample } from './healing/samples.ts'

/**
 * What the healer heals, how fast, and how far it is to be trusted. The control is the usual way: the same search with one
 * process for each candidate, on a part of the same faults.
 */

const seed = 1

/** @param isFull whether all faults are healed, which takes hours, or a sample that is drawn by lot */
export const run = (isFull: boolean): Promise<Figure[]> => measure(isFull ? fullSample : quickSample)

export async function measure(sample: Partial<HealingSample>): Promise<Figure[]> {
  const tier = pickTier(await probeCapabilities())
  const warm = openSandbox({ tier, clock })
  const cold = openSandbox({ tier, clock })
  warm.warm(hostProfile, 2)
  const talk = (line: string): void => { process.stderr.write(`${line}\n`) }
  const figures: Figure[] = []
  const part = async (name: string, measured: Promise<Figure[]>): Promise<void> => {
    const started = clock.mono()
    figures.push(...await measured)
    talk(`${name}: ${Math.round((clock.mono() - started) / 1000)} s`)
  }
  talk(`sandbox tier ${tier}, Node ${process.version}, seed ${seed}`)
  try {
    // First what milliseconds decide: the rest leaves the machine warm and busy.
    if (sample.rates) await part('rates', measureRates(cold, sample.rates, talk))
    if (sample.antibody) await part('antibody', measureAntibody(tier, sample.antibody, seed, talk))
    if (sample.organisms) await part('organisms', measureOrganisms({ warm, cold }, sample.organisms, seed, talk))
    if (sample.corpus) await part('corpus', measureCorpus(cold, sample.corpus, seed, talk))
    if (sample.large) await part('large program', measureLarge(cold, sample.large, seed, talk))
  } finally {
    await Promise.all([warm.close(), cold.close()])
  }
  return figures
}
