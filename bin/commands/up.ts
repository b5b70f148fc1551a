import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Command } from 'commander'
import { rootDir } from '../../lib/config.ts'

/** The same as ./run.sh, from any folder. */
export const up = (program: Command): unknown => program
  .command('up')
  .description('start Ouroboros and serve until Ctrl-C')
  .option('-p, --port <port>', 'port of the page')
  .option('-d, --data <folder>', 'folder of the ledger and the genomes')
  .option('--host <address>', 'address to listen on')
  .action(async (options: Record<string, string>) => {
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
    const child = spawn(join(rootDir, 'run.sh'), args, { stdio: 'inherit' })
    // Ctrl-C reaches both: the child decides when it is over.
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    const [code] = await once(child, 'exit') as [number | null]
    process.exitCode = code ?? 1
  })
