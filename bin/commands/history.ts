import type { Command } from 'commander'
import { loadConfig, loadDatabaseUrl } from '../../lib/config.ts'
import { UnknownOrganismError } from '../../lib/contract/errors.ts'
import { readingPath } from '../../lib/store/open-store.ts'
import { openReaders } from '../../lib/store/sqlite/open-readers.ts'
import { printJson, printTable } from './print.ts'

export const history = (program: Command): unknown => program
  .command('history')
  .description('the versions of an organism, newest first')
  .argument('<organism>')
  .option('-d, --data <folder>', 'data folder, as given to up')
  .option('--json', 'one row a version')
  .action((organism: string, options: { data?: string; json?: boolean }) => {
    const config = loadConfig({ argv: options.data === undefined ? [] : ['--data', options.data] })
    const reader = openReaders(readingPath({ ledgerPath: config.ledgerPath, databaseUrl: loadDatabaseUrl() }))
    const known = Object.keys(reader.view().organisms)
    if (!known.includes(organism)) throw new UnknownOrganismError(`there is no organism ${organism} in ${config.dataDir}; there are ${known.join(', ') || 'none: has Ouroboros run yet?'}`)
    const genomes = reader.genomes({ organism, limit: 10_000 })
    if (options.json) for (const genome of genomes) printJson(genome)
    else printTable(genomes.map((genome) => [
      genome.current ? '●' : ' ', genome.id, genome.origin, genome.status, `+${genome.added} −${genome.removed}`, new Date(genome.createdAt).toISOString(), genome.reason,
    ]))
    reader.close()
  })
