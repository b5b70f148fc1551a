import { UnknownOrganismError } from '../contract/errors.ts'
import type { CommandOutcome } from '../contract/command.ts'
import { drawSeed } from '../chaos/random.ts'
import type { Executor } from './execute-command.ts'

/**
 * The gate's proof of a version, on inputs that nobody has seen before, in the sandbox alone: what runs goes on, and
 * nothing is promoted. Being refused is an answer here, not a refusal of the command.
 */
export async function checkGenome({ genomes, keepers, prove }: Pick<Executor, 'genomes' | 'keepers' | 'prove'>, id: string): Promise<CommandOutcome> {
  const { organism } = genomes.read(id)
  const keeper = keepers.get(organism)
  if (!keeper) throw new UnknownOrganismError(`nobody keeps ${organism}, so nothing says what is right for it; put its folder back and start again`)
  const { checks } = await prove(keeper, genomes.files(id), drawSeed())
  const death = checks.find((check) => !check.ok)
  const message = death ? `the gate would refuse ${id}: ${death.name}: ${death.detail}` : `the gate would let ${id} through: it passed ${checks.length} checks`
  return { message, genome: id, checks }
}
