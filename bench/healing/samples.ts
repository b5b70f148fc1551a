import type { AntibodySample } from './measure-antibody.ts'
import type { CorpusSample } from './measure-corpus.ts'
import type { LargeSample } from './measure-large.ts'
import type { OrganismSample } from './measure-organisms.ts'
import type { RateSample } from './measure-rates.ts'

/** How much of each part is measured. */
export interface HealingSample {
  rates: readonly RateSample[]
  organisms: OrganismSample
  corpus: CorpusSample
  large: LargeSample
  antibody: AntibodySample
}

const rates = [{ program: 'merge-intervals', candidates: 150 }, { program: 'slugify', candidates: 8 }]
const antibody = { organism: 'bubble-sort', faults: ['thrown-error', 'null-value', 'comparison', 'syntax-error'], times: 4 }

/** A quarter of an hour on two quiet cores. */
export const quickSample: HealingSample = {
  rates, antibody,
  organisms: { seeds: 1, controlEvery: 16, organisms: null },
  corpus: { mutation: 4, deletion: 8, slip: 5, handMade: Infinity, control: { mutations: 4, others: 2 } },
  large: { located: 8, healed: 4, control: 1 },
}

/** Everything that the corpus offers. */
export const fullSample: HealingSample = {
  rates, antibody,
  organisms: { seeds: 10, controlEvery: 5, organisms: null },
  corpus: { mutation: Infinity, deletion: Infinity, slip: Infinity, handMade: Infinity, control: { mutations: 130, others: 40 } },
  large: { located: 100, healed: 40, control: 10 },
}
