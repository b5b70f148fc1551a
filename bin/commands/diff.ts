import type { Command } from 'commander'
import { loadConfig } from '../../lib/config.ts'
import { RequestInvalidError } from '../../lib/contract/errors.ts'
import { openGenomes } from '../../lib/store/genomes/open-genomes.ts'
import { printJson } from './print.ts'

export const diff = (program: Command): unknown => program
  .command('diff')
  .description('what changed in a version, against its parent or another one')
  .argument('<genome>', 'like bubble-sort.g0007')
  .argument('[against]', 'the older one; the parent where left out')
  .option('-d, --data <folder>', 'data folder, as given to up')
  .option('--json', 'as one object')
  .action((genome: string, against: string | undefined, options: { data?: string; json?: boolean }) => {
    const genomes = openGenomes(loadConfig({ argv: options.data === undefined ? [] : ['--data', options.data] }).genomesDir)
    const from = against ?? genomes.read(genome).parents[0]
    if (from === undefined) throw new RequestInvalidError(`${genome} has no parent; name the version to compare it with`)
    const text = genomes.diff(from, genome)
    if (options.json) printJson({ from, to: genome, diff: text })
    else process.stdout.write(text)
  })
