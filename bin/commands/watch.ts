import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, sep } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { InvalidArgumentError, type Command } from 'commander'
import { loadConfig, rootDir, stateFolder, watchingEnvironment, type Config } from '../../lib/config.ts'
import { RequestInvalidError } from '../../lib/contract/errors.ts'
import type { LedgerEvent } from '../../lib/contract/event.ts'
import { watchedOrganism, type WatchOrder } from '../../lib/core/watched-organism.ts'
import { fileOf } from '../../lib/healing/heal-file/test-command.ts'
import { openGenomes } from '../../lib/store/genomes/open-genomes.ts'
import { openDesk } from '../../lib/store/sqlite/open-desk.ts'
import { openReaders } from '../../lib/store/sqlite/open-readers.ts'
import { say } from './print.ts'
import { openWatchStory, type WatchStory } from './watch-story.ts'

const duration = (text: string): number => {
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text) ?? []
  const ms = Number(number) * { ms: 1, s: 1000, m: 60_000 }[unit as 'ms' | 's' | 'm']
  if (!(ms >= 50 && ms <= 3_600_000)) throw new InvalidArgumentError('from 50ms to 60m, like 10s')
  return ms
}

interface Options { test?: string; write?: boolean; stay?: boolean; every?: number; data?: string; port?: string; json?: boolean }

/** How often the ledger is looked at, ms. Looking costs microseconds. */
const lookMs = 50

export const watch = (program: Command): unknown => program
  .command('watch')
  .description('run a Node script of yours under the watcher, with the page: restarted when it crashes, healed where --test says what is right')
  .argument('<script>', 'JavaScript or TypeScript; it runs as ever, in this folder, with your environment and your rights')
  .argument('[args...]', 'its arguments, after --')
  .option('-t, --test <test>', 'a test file, or a shell command that fails when it is broken: what heals it has to pass')
  .option('-w, --write', 'write what has healed it over the file that failed; else the file stays as it is')
  .option('--stay', 'keep the page when the script is over')
  .option('--every <time>', 'run it again so long after it has ended well', duration)
  .option('-p, --port <port>', 'port of the page; any free one where left out')
  .option('-d, --data <folder>', 'where its history is kept; a folder of its own where left out, never yours')
  .option('--json', 'events as one JSON row each on stdout; the script’s own output then goes to stderr')
  .action(async (script: string, args: string[], options: Options) => {
    const order = readOrder(script, args, options)
    const organism = watchedOrganism(order)
    const config = configOf(order, options)
    mkdirSync(config.dataDir, { recursive: true })
    writeFileSync(config.watch ?? '', `${JSON.stringify(order, null, 2)}\n`)

    const reader = openReaders(config.ledgerPath)
    const story = openWatchStory({ order, json: options.json === true, genomes: openGenomes(config.genomesDir), dataDir: config.dataDir })
    const from = reader.head()
    wake(config, reader.view().organisms[organism.id])
    const server = serve(config, options.json === true)
    const code = await follow(server, story, { stay: options.stay === true, events: (after) => reader.events({ after, limit: 1_000 }), changes: reader.changes, from })
    reader.close()
    process.exitCode = code
  })

function readOrder(script: string, args: string[], { test, write, every }: Options): WatchOrder {
  const cwd = process.cwd()
  const path = fileAt(script)
  if (path === null) throw new RequestInvalidError(`there is no file ${script}`)
  if (!/\.[cm]?[jt]s$/.test(path)) throw new RequestInvalidError(`${script} is no Node script: its name should end in .js, .mjs, .cjs, .ts, .mts or .cts`)
  if (write && test === undefined) throw new RequestInvalidError('--write writes what has healed the script, and without --test nothing can: add --test')
  return { script: path, args, cwd, test: test === undefined ? null : readTest(test, path, cwd), write: write === true, everyMs: every ?? null }
}

function readTest(test: string, script: string, folder: string): NonNullable<WatchOrder['test']> {
  if (test.trim() === '') throw new RequestInvalidError('--test is empty: name a test file, or a command')
  const file = fileAt(test) ?? fileAt(fileOf(test) ?? '')
  if (file === script) throw new RequestInvalidError(`${test} cannot be its own test`)
  if (file !== null) return { file }
  if (/^[\w./-]+\.[cm]?[jt]sx?$/.test(test)) throw new RequestInvalidError(`there is no test file ${test}`)
  if (!script.startsWith(realpathSync(folder) + sep)) throw new RequestInvalidError(`a command is run in a copy of ${folder}, and ${script} is not in there: change to its folder first`)
  return { command: test, folder: realpathSync(folder) }
}

/** As Node calls it: links are followed. null where there is no such file. */
function fileAt(path: string): string | null {
  try {
    return statSync(path).isFile() ? realpathSync(path) : null
  } catch {
    return null
  }
}

/** Same script, same history; nothing of it in the user's project. */
function configOf({ script }: WatchOrder, { data, port }: Options): Config {
  const own = join(stateFolder(), 'ouroboros', 'watch', `${basename(script)}-${createHash('sha256').update(script).digest('hex').slice(0, 8)}`)
  const config = loadConfig({ argv: ['--data', data ?? own, '--port', port ?? '0'] })
  const logLevel = config.origins.logLevel === 'default' ? 'error' : config.logLevel
  return { ...config, genomesDir: join(config.dataDir, 'genomes'), logLevel, watch: join(config.dataDir, 'watch.json') }
}

/** It was over, or set apart, when it was watched last: whoever watches it again wants it to run. */
function wake({ ledgerPath }: Config, last: { id: string; state: string } | undefined): void {
  if (last?.state !== 'paused' && last?.state !== 'quarantined') return
  const desk = openDesk(ledgerPath)
  desk.insert({ kind: 'organism-resume', organism: last.id }, { author: 'watch' })
  desk.close()
}

type Server = ChildProcessByStdio<Writable, Readable, null>

/** A group of its own: Ctrl-C reaches us alone, and we end it in order. If we are gone, the pipe to it says so. */
function serve(config: Config, json: boolean): Server {
  return spawn(process.execPath, [join(rootDir, 'server.ts')], {
    cwd: rootDir, env: watchingEnvironment(config) as NodeJS.ProcessEnv, detached: true, stdio: ['pipe', 'pipe', 'inherit', json ? 2 : 1],
  }) as unknown as Server
}

interface Ledger { stay: boolean; from: number; changes: () => number; events: (after: number) => LedgerEvent[] }

/** Tells what happens until the watch is over. @returns the exit code */
async function follow(server: Server, story: WatchStory, { stay, from, changes, events }: Ledger): Promise<number> {
  let isAsked = false
  let isOver = false
  const end = (): void => void server.kill('SIGTERM')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      isAsked = true
      end()
    })
  }
  createInterface(server.stdout).on('line', (line) => { if (line.startsWith('page ')) story.page(line.slice('page '.length)) })

  let after = from
  let seen = -1
  function look(): void {
    const now = changes()
    if (now === seen) return
    seen = now
    for (let page = events(after); page.length > 0; page = events(after)) {
      for (const event of page) story.tell(event)
      after = page.at(-1)?.seq ?? after
    }
    if (story.isOver() === isOver) return
    isOver = story.isOver()
    if (isOver && stay) say('the page stays, and what is saved is run; Ctrl-C ends it')
    else if (isOver) end()
  }
  const looking = setInterval(look, lookMs)
  const [code] = await once(server, 'exit') as [number | null]
  clearInterval(looking)
  look()
  if (isOver || isAsked) return story.exitCode()
  say(`the watch broke off${code === 2 ? '' : ': its server ended by itself'}`)
  return code === 2 ? 2 : 3
}
