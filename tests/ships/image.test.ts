// What is shipped holds together without building it: the image has all that runs, and the platform's file agrees with
// it. scripts/check-docker.sh builds and runs it, where there is an engine.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { configSchema, rootDir, variableOf } from '../../lib/config.ts'
import { operations } from '../../lib/gate/openapi.ts'

const read = (path: string): string => readFileSync(join(rootDir, path), 'utf8')
// Continued lines joined, comments gone.
const dockerfile = read('Dockerfile').replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, ' ').split('\n')
const railway = new Map([...read('railway.toml').matchAll(/^(\w+) = "?([^"\n]*)"?$/gm)].map(([, name, value]) => [name, value]))
const lastStage = dockerfile.slice(dockerfile.findLastIndex((line) => line.startsWith('FROM ')))
const instruction = (name: string): string[] => lastStage.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1))
const environment = new Map(instruction('ENV').flatMap((line) => line.split(' ').map((pair) => pair.split('=') as [string, string])))
const copied = instruction('COPY').flatMap((line) => line.split(' ').slice(1, -1).map((path) => path.replace('/app/', '')))
const isCopied = (path: string): boolean => copied.some((from) => path === from || path.startsWith(`${from}/`))

/** Every file and folder that the programs in the image load or read beside them, and every package; what is imported for its types alone is not. */
function loadedFrom(...entries: string[]): { files: string[]; packages: string[] } {
  const files = new Set<string>()
  const packages = new Set<string>()
  const waiting = [...entries]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue
    files.add(path)
    if (!/\.(ts|cjs|js)$/.test(path)) continue
    for (const [, place = ''] of read(path).matchAll(/new URL\('(\.[^']+)', import\.meta\.url\)/g)) waiting.push(relative(rootDir, join(rootDir, dirname(path), place)))
    const { outputText } = ts.transpileModule(read(path), { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2024, verbatimModuleSyntax: true } })
    for (const { fileName } of ts.preProcessFile(outputText, true, true).importedFiles) {
      if (fileName.startsWith('.')) waiting.push(relative(rootDir, join(rootDir, dirname(path), fileName)))
      else if (!fileName.startsWith('node:')) packages.add(/^(@[^/]+\/)?[^/]+/.exec(fileName)![0])
    }
  }
  return { files: [...files], packages: [...packages] }
}

const specs = readdirSync(join(rootDir, 'organism')).map((name) => `organism/${name}/spec.ts`).filter((path) => existsSync(join(rootDir, path)))
const started = loadedFrom('server.ts', 'lib/core/main.ts', 'lib/process/host/host.cjs', 'bin/ouroboros.ts', ...specs)

test('the image has every file that its programs load', () => {
  expect(started.files.length).toBeGreaterThan(100)
  expect(started.files).toContain('templates')
  expect(started.files.filter((path) => !isCopied(path))).toEqual([])
})

test('the packages that they load are not left out as development packages', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
  expect(started.packages).toContain('better-sqlite3')
  expect(started.packages.filter((name) => !(name in dependencies))).toEqual([])
})

test('all that it copies is there, and nothing of it is for development', () => {
  expect(copied.filter((path) => !existsSync(join(rootDir, path)) && !['node_modules', '.next'].includes(path))).toEqual([])
  expect(copied.filter((path) => /^(tests|docs|data|genomes|\.env|\.git)/.test(path))).toEqual([])
})

test('it ends as a plain user, by number, with the data on a volume', () => {
  const [uid = '0'] = instruction('USER').at(-1)!.split(':')
  expect(Number(uid)).toBeGreaterThan(0)
  expect(instruction('VOLUME')).toEqual([environment.get('OUROBOROS_DATA')])
  // As the entry gives the volume to the same one.
  expect(read('scripts/container-entry.sh')).toContain(`--reuid=${uid} `)
  expect(statSync(join(rootDir, 'scripts/container-entry.sh')).mode & 0o111).toBe(0o111)
})

test('it sets nothing that Ouroboros does not know', () => {
  const known = [...Object.keys(configSchema.shape).map(variableOf), 'NEXT_TELEMETRY_DISABLED']
  expect([...environment.keys()].filter((name) => !known.includes(name))).toEqual([])
  const settings = Object.fromEntries(Object.keys(configSchema.shape).map((name) => [name, environment.get(variableOf(name))]))
  expect(configSchema.safeParse(settings).error).toBeUndefined()
})

test('its health check and the platform ask for an address that the server has', () => {
  const paths = operations.map(({ path }) => path)
  const probe = /\$\{process\.env\.PORT\}(\/\w+)/.exec(instruction('HEALTHCHECK').join())?.[1]
  expect(paths).toContain(probe)
  expect(paths).toContain(railway.get('healthcheckPath'))
})

test('the platform mounts its volume where the data is, for one engine, and lets it end in order', () => {
  expect(railway.get('dockerfilePath')).toBe('Dockerfile')
  expect(railway.get('requiredMountPath')).toBe(environment.get('OUROBOROS_DATA'))
  expect(railway.get('numReplicas')).toBe('1')
  expect(railway.get('overlapSeconds')).toBe('0')
  expect(Number(railway.get('drainingSeconds'))).toBeGreaterThanOrEqual(10)
})

test('the front end is built only for an engine that is named', () => {
  const { buildCommand } = JSON.parse(read('vercel.json')) as { buildCommand: string }
  expect(buildCommand).toContain(`\${${variableOf('watcherUrl')}:?`)
})
