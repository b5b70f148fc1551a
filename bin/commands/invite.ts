import { Option, type Command } from 'commander'
import { loadConfig } from '../../lib/config.ts'
import { roles, type Role } from '../../lib/contract/access.ts'
import { linkAddress } from '../../lib/gate/access/link-address.ts'
import { linkLifeMs } from '../../lib/gate/access/links.ts'
import { openAccess } from '../../lib/gate/access/open-access.ts'
import { printJson, say } from './print.ts'

interface Options { role: Role; url?: string; data?: string; token?: boolean; json?: boolean }

const tokenLifeMs = 90 * 24 * 3_600_000

/** Whoever may write the data folder may do everything anyway, so it asks for no password. */
export const invite = (program: Command): unknown => program
  .command('invite')
  .description('make a link that lets one person in, once, within an hour')
  .addOption(new Option('-r, --role <role>', 'what they may do').choices(roles).default('player'))
  .option('-u, --url <origin>', 'how they reach this Ouroboros, like https://lab.example.org')
  .option('-d, --data <folder>', 'data folder of the running Ouroboros')
  .option('--token', 'for a program, instead of a link: what it sends as Authorization: Bearer TOKEN, for 90 days')
  .option('--json', 'one row')
  .action((options: Options) => {
    const { accessPath, isOpen, port, allowedOrigins } = loadConfig({ argv: options.data === undefined ? [] : ['--data', options.data] })
    const access = openAccess({ path: accessPath, isOpen: false })
    const origin = options.url ?? allowedOrigins[0] ?? access.origin() ?? `http://localhost:${port}`
    const secret = options.token
      ? { token: access.sessions.make({ role: options.role, by: 'command-line', address: 'this machine', agent: 'a program', lastsMs: tokenLifeMs }).token }
      : { link: linkAddress(origin, access.links.make(options.role, 'invite')) }
    access.close()
    if (options.json) printJson({ role: options.role, ...secret })
    else process.stdout.write(`${Object.values(secret).join()}\n`)
    say(`It lets one ${options.role} in, ${options.token ? 'for 90 days' : `once, within ${linkLifeMs.invite / 60_000} min`}.${isOpen ? ' As it is set up here, nobody needs it: without a password, a server on loopback lets everybody in.' : ''}`)
  })
