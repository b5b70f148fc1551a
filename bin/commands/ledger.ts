import { createWriteStream, existsSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { loadConfig, loadDatabaseUrl, type Config } from '../../lib/config.ts'
import { chainAnswer, type ChainReport } from '../../lib/contract/chain.ts'
import { LedgerBrokenError, LedgerUnavailableError, RequestInvalidError, UnknownOrganismError } from '../../lib/contract/errors.ts'
import { eventKinds, type EventKind } from '../../lib/contract/event.ts'
import { backUpLedger } from '../../lib/store/export/back-up-ledger.ts'
import { exportEvents, exportFormats, type ExportFormat } from '../../lib/store/export/export-events.ts'
import { walkChain } from '../../lib/store/export/walk-chain.ts'
import { systemClock } from '../../lib/process/clock.ts'
import { publish } from '../../lib/disk/durable-write.ts'
import { openGateDesk } from '../../lib/store/postgres/open-gate-desk.ts'
import { connectReader } from '../../lib/store/sqlite/connect.ts'
import { LazyConnection } from '../../lib/store/sqlite/lazy-connection.ts'
import { asLedgerFailure } from '../../lib/store/sqlite/ledger-failure.ts'
import { openReaders } from '../../lib/store/sqlite/open-readers.ts'
import { printJson, say } from './print.ts'

/** Between two words on how far it is, ms. */
const tellEveryMs = 1000

interface Options { data?: string; json?: boolean }
interface ExportOptions extends Options { format: ExportFormat; organism?: string; since?: number; kinds?: EventKind[]; out?: string; force?: boolean }

export function ledger(program: Command): void {
  const tools = program.command('ledger').description('prove, copy or take along the record of all that ever happened')
  const tool = (name: string, about: string): Command => tools.command(name).description(about).option('-d, --data <folder>', 'data folder, as given to up').option('--json', 'as one row')

  tool('verify', 'walk the hash chain: exit 0 where it holds, 1 where it breaks').action(orBroken(verify))
  tool('backup', 'copy the ledger into one file, also while a core writes to it, and prove the copy')
    .argument('<file>')
    .option('-f, --force', 'replace the file where it is there already')
    .action(orBroken(backUp))
  tool('export', 'all events in their order, as text')
    .addOption(new Option('--format <format>').choices(exportFormats).default('ndjson'))
    .option('--organism <id>', 'only what is about it')
    .option('--since <when>', 'only from then on: 2027-03-01, 2027-03-01T08:00Z, or so long ago, like 90m, 12h, 7d', moment)
    .option('--kinds <kinds>', 'only these, comma-separated, like incident-open,incident-close', kindList)
    .option('-o, --out <file>', 'into this file instead of stdout')
    .option('-f, --force', 'replace that file where it is there already')
    .action(orBroken(exportAll))
}

async function verify(options: Options): Promise<void> {
  const started = performance.now()
  const tell = progress((share) => `${share} looked at`)
  const url = loadDatabaseUrl()
  const report = url === undefined ? await walkChain(ledgerConfig(options).ledgerPath, tell) : await walkDatabase(url, tell)
  if (report === null) throw new LedgerUnavailableError(tooOld)
  const { broken } = report
  if (options.json) printJson(chainAnswer(report, performance.now() - started))
  else process.stdout.write(`${broken === null ? 'The chain holds' : `The chain breaks at event ${broken.seq}: ${broken.what}`}. ${broken === null ? inWords(report) : `Before it: ${inWords(report)}`}\n`)
  if (broken === null) return
  say(`Nothing was changed. ${wayOut(broken.seq)}`)
  process.exitCode = 1
}

/** Of the ledger that is kept there; progress comes page by page. */
async function walkDatabase(url: string, onPage: (done: number, all: number) => void): Promise<ChainReport> {
  const desk = openGateDesk({ url, clock: systemClock })
  try {
    return await desk.verify(onPage)
  } finally {
    await desk.close()
  }
}

async function backUp(file: string, options: Options & { force?: boolean }): Promise<void> {
  const { ledgerPath } = ledgerConfig(options)
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const tell = progress((share) => `${share} copied`)
  const { bytes, ...report } = await backUpLedger({ from: ledgerPath, to: file, isForced: options.force ?? false, stop: stop.signal, onProgress: (share) => tell(share, 1) })
  if (options.json) printJson({ file, bytes, events: report.events, from: report.from, to: report.to })
  else process.stdout.write(`${file}\n`)
  say(`${(bytes / 1_048_576).toFixed(1)} MiB. The chain of the copy holds. ${inWords(report)}`)
}

async function exportAll(options: ExportOptions): Promise<void> {
  const { format, out, organism } = options
  if (options.json && out === undefined && format !== 'ndjson') throw new RequestInvalidError('--json tells of a file: name one with --out, or leave the format as it is')
  if (out !== undefined && existsSync(out) && !options.force) throw new RequestInvalidError(`${out} is there already; choose another name, or replace it with --force`)
  const readers = openReaders(ledgerConfig(options).ledgerPath)
  const known = Object.keys(readers.view().organisms)
  if (organism !== undefined && !known.includes(organism)) throw new UnknownOrganismError(`there is no organism ${organism}; there are ${known.join(', ') || 'none'}`)
  let events = 0
  const texts = Iterator.from(exportEvents(readers, options)).map((piece) => {
    events += piece.events
    return piece.text
  })
  try {
    await (out === undefined ? toStdout(texts) : toFile(texts, out))
  } finally {
    readers.close()
  }
  if (options.json && out !== undefined) printJson({ file: out, format, events })
  say(`${events} ${events === 1 ? 'event' : 'events'}`)
}

async function toStdout(texts: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(texts), process.stdout, { end: false })
  } catch (error) {
    // Who reads has seen enough.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
  }
}

/** There whole, or not at all. */
async function toFile(texts: Iterable<string>, file: string): Promise<void> {
  const unfinished = `${file}.unfinished-${process.pid}`
  try {
    await pipeline(Readable.from(texts), createWriteStream(unfinished, { flags: 'wx', flush: true }))
    await publish(unfinished, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    throw new LedgerUnavailableError(`Nothing was exported. ${(error as Error).message}`, { cause: error })
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/** @throws LedgerUnavailableError where these tools have no file to look into */
function ledgerConfig({ data }: Options): Config {
  const config = loadConfig({ argv: data === undefined ? [] : ['--data', data] })
  if (loadDatabaseUrl() !== undefined) throw new LedgerUnavailableError('The ledger is kept in PostgreSQL, which DATABASE_URL names: this tool is for the file. pg_dump copies the database, and a running Ouroboros exports it at /api/ledger/export.')
  if (!existsSync(config.ledgerPath)) throw new LedgerUnavailableError(`There is no ledger in ${config.dataDir}: has Ouroboros run there yet?`)
  // Readers find nothing in a file whose tables they do not know; nothing is not what these tools may say of it.
  const connection = new LazyConnection(config.ledgerPath, connectReader)
  try {
    if (asLedgerFailure(() => connection.db === null)) throw new LedgerUnavailableError(tooOld)
  } finally {
    connection.close()
  }
  return config
}

const tooOld = 'An older Ouroboros made this ledger: start this one on it once, which brings it up to date.'

/** A damaged ledger is an answer, not a failure to answer. */
const orBroken = <Given extends unknown[]>(run: (...given: Given) => Promise<void>) => async (...given: Given): Promise<void> => {
  try {
    await run(...given)
  } catch (error) {
    if (!(error instanceof LedgerBrokenError)) throw error
    say(`ouroboros: ${error.message} ${wayOut(null)}`)
    process.exitCode = 1
  }
}

const wayOut = (seq: number | null): string =>
  `Keep the file as it is, for it may tell what was done to it. To go on: stop Ouroboros, put a backup that holds in its place (docs/ledger.md), and start again.${seq !== null && seq > 1 ? ` What stands before event ${seq} can still be trusted.` : ''}`

const inWords = ({ events, from, to }: ChainReport): string =>
  events === 0 ? 'No event.' : `${events} ${events === 1 ? 'event' : 'events'}, from ${instant(from)} to ${instant(to)}.`

/** null: no event, or a time that no calendar has. */
const instant = (at: number | null): string | null => (at === null || Math.abs(at) > 8.64e15 ? null : new Date(at).toISOString())

/** Said at most once a second, and not of what is done by then. */
function progress(words: (share: string) => string): (done: number, all: number) => void {
  let told = performance.now()
  return (done, all) => {
    if (done >= all || performance.now() - told < tellEveryMs) return
    told = performance.now()
    say(words(`${Math.floor((done / all) * 100)} %`))
  }
}

function kindList(text: string): EventKind[] {
  const kinds = text.split(',').map((kind) => kind.trim()).filter(Boolean)
  const stranger = kinds.find((kind) => !eventKinds.includes(kind as EventKind))
  if (stranger !== undefined || kinds.length === 0) throw new InvalidArgumentError(`${stranger === undefined ? 'no kind is named' : `there is no kind ${stranger}`}; there are ${eventKinds.join(', ')}`)
  return kinds as EventKind[]
}

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** @returns wall clock, ms */
function moment(text: string): number {
  const [, number, unit] = /^(\d+)([smhd])$/.exec(text) ?? []
  if (number !== undefined) return Date.now() - Number(number) * units[unit as keyof typeof units]
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(at)) throw new InvalidArgumentError('like 2027-03-01, 2027-03-01T08:00Z, or 12h')
  return at
}
