import type { Command } from 'commander'
import pc from 'picocolors'
import { pickTier, probeCapabilities } from '../../lib/process/capabilities.ts'
import { printJson } from './print.ts'

export const doctor = (program: Command): unknown => program
  .command('doctor')
  .description('try every capability that Ouroboros can use here: ok, or why not and how to mend it')
  .option('--json', 'one row a capability')
  .action(async (options: { json?: boolean }) => {
    const capabilities = await probeCapabilities()
    for (const capability of capabilities) {
      if (options.json) {
        printJson(capability)
        continue
      }
      process.stdout.write(`${capability.ok ? pc.green('● ok ') : pc.yellow('▲ no ')} ${capability.label}\n`)
      if (capability.why !== null) process.stdout.write(`       ${capability.why}\n`)
      if (capability.fix !== null) process.stdout.write(`       mend: ${capability.fix}\n`)
    }
    const tier = pickTier(capabilities)
    if (!options.json) process.stdout.write(`\nOrganisms run at tier ${tier}.\n`)
    process.exitCode = capabilities.some(({ id, ok }) => id.startsWith('t1') && !ok) ? 1 : 0
  })
