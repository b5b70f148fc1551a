import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Command } from 'commander'
import { rootDir } from '../../lib/config.ts'

export const bench = (program: Command): unknown => program
  .command('bench')
  .description('measure, each figure beside its control in the same run')
  .argument('[name]', 'which benchmark; without it they are listed')
  .option('--json', 'one row a figure')
  .option('--full', 'all of it, where a sample is measured otherwise')
  .action(async (name: string | undefined, { json, full }: { json?: boolean; full?: boolean }) => {
    const args = [join(rootDir, 'bench', 'run.ts'), ...(name === undefined ? [] : [name]), ...(json ? ['--json'] : []), ...(full ? ['--full'] : [])]
    const child = spawn(process.execPath, args, { stdio: 'inherit', cwd: rootDir })
    const [code] = await once(child, 'exit') as [number | null]
    process.exitCode = code ?? 1
  })
