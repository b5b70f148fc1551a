import type { CommandOutcome, CommandRequest } from '../contract/command.ts'
import type { Executor } from './execute-command.ts'

/** What people call a version. It changes nothing of the version itself, so it is allowed at any time. */
export async function tagGenome({ genomes, record }: Pick<Executor, 'genomes' | 'record'>, { genome, tags }: Extract<CommandRequest, { kind: 'genome-tag' }>, author: string): Promise<CommandOutcome> {
  const { organism } = genomes.read(genome)
  await record({ kind: 'genome-tag', organism, incident: null, data: { genome, tags, by: author } })
  return { message: tags.length === 0 ? `${genome} has no tags` : `${genome} is tagged ${tags.join(', ')}`, genome }
}
