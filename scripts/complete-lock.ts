// Adds to package-lock.json what npm leaves out when it writes the lock on a registry that lacks
// some platforms' optional packages. Without these entries `npm ci` refuses the lock on a machine
// whose registry has them ("Missing: … from lock file").
//
// Run it after adding a package: `npm run lock`. With --check it only looks.
import { readFileSync, writeFileSync } from 'node:fs'

interface LockedPackage {
  version?: string
  optional?: boolean
  dev?: boolean
  cpu?: string[]
  os?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
  resolved?: string
}

const path = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, LockedPackage> }
const added: string[] = []

for (const [folder, owner] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    // A range or a plain optional package is npm's own business: only exact versions of a
    // platform's binary can be written down without having seen the package.
    const platform = platformOf(name)
    if (!platform || !/^\d+\.\d+\.\d+/.test(version) || find(folder, name)) continue
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platform,
      ...(owner.dev && { dev: true }),
      optional: true,
    }
    added.push(`${name}@${version}`)
  }
}

if (process.argv.includes('--check')) {
  for (const entry of added) console.error(`package-lock.json lacks ${entry}. Run: npm run lock`)
  process.exitCode = added.length > 0 ? 1 : 0
} else if (added.length > 0) {
  const [root, ...rest] = Object.entries(lock.packages)
  rest.sort(([a], [b]) => a.localeCompare(b, 'en'))
  lock.packages = Object.fromEntries([root!, ...rest])
  writeFileSync(path, JSON.stringify(lock, null, 2) + '\n')
  console.error(`package-lock.json: added ${added.join(', ')}`)
}

/** Looks where Node would: beside the owner, then one node_modules up at a time. */
function find(folder: string, name: string): LockedPackage | undefined {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const found = lock.packages[`${at ? `${at}/` : ''}node_modules/${name}`]
    if (found || at === '') return found
  }
}

/** Reads os, cpu and libc from a name like `@next/swc-linux-x64-musl`. */
function platformOf(name: string): Pick<LockedPackage, 'cpu' | 'os' | 'libc'> | undefined {
  if (name.endsWith('-wasm32-wasi')) return { cpu: ['wasm32'] }
  const match =
    /-(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?:-(\w+))?$/.exec(name)
  if (!match) return undefined
  const [, os, cpu, abi = ''] = match
  const libc = abi.startsWith('musl') ? ['musl'] : abi.startsWith('gnu') ? ['glibc'] : undefined
  return { cpu: [cpu!], os: [os!], ...(libc && { libc }) }
}
