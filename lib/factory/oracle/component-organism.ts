import type { Registered } from '../../contract/factory/registry.ts'
import type { Scenario } from '../../contract/factory/scenario.ts'
import type { GenomeFiles } from '../../contract/genome.ts'
import { manifestSchema } from '../../contract/organism.ts'
import type { Organism } from '../../contract/spec.ts'
import { entries } from '../runner/process-runner.ts'
import { serviceSpec, type Recorded } from './service-spec.ts'

const pulseMs = 1_500

/** A component as an organism: a service that is watched, broken and healed as any other. */
export function componentOrganism(app: string, { id, title, language }: Pick<Registered, 'id' | 'title' | 'language'>, files: GenomeFiles, scenarios: readonly Scenario[], recorded: Recorded): Organism {
  return {
    id: `${app}-${id}`, files, spec: serviceSpec(scenarios, id, recorded),
    manifest: manifestSchema.parse({ kind: 'service', title: `${app}: ${title}`.slice(0, 60), teaches: `A part of ${app}, which the factory made from a sentence.`, entry: entries[language], files: Object.keys(files), pulseMs, healthPath: '/health' }),
  }
}
