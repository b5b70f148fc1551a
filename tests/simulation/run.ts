import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Coverage } from './coverage.ts'
import { expectedMeetings } from './expected-meetings.ts'
import { playSeed, type Failure } from './play-seed.ts'
import type { Answer, Errand } from './errand.ts'

const usage = `npm run simulate [-- OPTIONS]

Plays stories of cores, ledger and ladder under faults, one a seed, on time that is simulated.

  --seeds N     how many; 10,000 where it is left out
  --first S     the first of them; 1 where it is left out
  --workers N   processes; one a CPU core where it is left out
  --seed S      this one alone, with all that happens in it
  --shrink      and a shorter story that fails as well, if it fails
`

/** Seeds of one errand: few enough that nobody waits long at the end. */
const atOnce = 20
const sayMs = 5_000
/** After so many failures more of them tell nothing new. */
const mostFailures = 5
/** In so many stories everything is met that can be. */
const enoughSeeds = 5_000

function read(): { seeds: number; first: number; workers: number; seed: number | null; shrink: boolean } {
  const number = (text: string | undefined, usual: number, least: number): number => {
    const value = text === undefined ? usual : Number(text)
    if (!Number.isSafeInteger(value) || value < least) throw new Error(`${text} is no number for that`)
    return value
  }
  const { values } = parseArgs({ options: { seeds: { type: 'string' }, first: { type: 'string' }, workers: { type: 'string' }, seed: { type: 'string' }, shrink: { type: 'boolean' } } })
  return {
    seeds: number(values.seeds, 10_000, 1), first: number(values.first, 1, 0), workers: number(values.workers, availableParallelism(), 1),
    seed: values.seed === undefined ? null : number(values.seed, 0, 0), shrink: values.shrink === true,
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

function sayFailure(title: string, { violations, setting, deeds }: Failure): void {
  say(`${title} ${setting}`)
  for (const deed of deeds) say(`    ${deed}`)
  for (const what of violations) say(`  ✖ ${what.slice(0, 2_000)}`)
}

function tell({ seed, failure, shorter, trace }: Answer['failures'][number]): void {
  sayFailure(`\nseed ${seed} failed:`, failure)
  if (shorter !== null) sayFailure('  a shorter story that fails as well:', shorter)
  say(`  the last of it:\n${trace.map((line) => `    ${line}`).join('\n')}`)
  say(`  to see all of it: npm run simulate -- --seed ${seed}\n`)
}

async function replay(seed: number, shrink: boolean): Promise<number> {
  const { failure, shorter, virtualMs } = await playSeed(seed, { trace: say, ...(shrink && { shrinkMs: 60_000 }) })
  if (shorter !== null) sayFailure('\na shorter story:', shorter)
  if (failure !== null) sayFailure(`\nseed ${seed} failed:`, failure)
  else say(`\nseed ${seed}: everything held, over ${virtualMs / 1_000} s`)
  return failure === null ? 0 : 1
}

async function run({ seeds, first, workers }: { seeds: number; first: number; workers: number }): Promise<number> {
  const began = performance.now()
  const coverage = new Coverage()
  const failures: Answer['failures'] = []
  let next = first
  let played = 0
  let virtualMs = 0

  const errand = (): Errand | null => {
    if (next >= first + seeds || failures.length >= mostFailures) return null
    const all = Array.from({ length: Math.min(atOnce, first + seeds - next) }, (_, index) => next + index)
    next += all.length
    return { seeds: all }
  }
  const speed = (): string => `${((played * 1_000) / (performance.now() - began)).toFixed(1)} a second`
  const told = setInterval(() => say(`${played} of ${seeds} seeds, ${speed()}, ${failures.length} failed`), sayMs)

  const work = (): Promise<void> => new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.resolve('./worker.ts')), { execArgv: ['--disable-warning=ExperimentalWarning'] })
    const hand = (): void => {
      const task = errand()
      if (task === null) child.disconnect()
      else child.send(task)
    }
    child.on('message', (answer: Answer) => {
      played += answer.played
      virtualMs += answer.virtualMs
      coverage.join(answer.coverage)
      failures.push(...answer.failures)
      answer.failures.forEach(tell)
      hand()
    })
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with exit code ${code}`))))
    hand()
  })
  try {
    await Promise.all(Array.from({ length: Math.min(workers, Math.ceil(seeds / atOnce)) }, work))
  } finally {
    clearInterval(told)
  }

  say('\nmet:')
  for (const [what, times] of [...coverage.counts].toSorted(([a], [b]) => a.localeCompare(b))) say(`${String(times).padStart(10)}  ${what}`)
  const missed = expectedMeetings.filter((what) => !coverage.counts.has(what))
  if (missed.length > 0) say(`never met: ${missed.join(', ')}`)
  const isBlind = missed.length > 0 && seeds >= enoughSeeds && failures.length === 0
  if (isBlind) say('What never comes is not tested: the simulation is at fault.')
  say(`\n${played} seeds in ${((performance.now() - began) / 1_000).toFixed(1)} s (${speed()}), ${(virtualMs / 3_600_000).toFixed(1)} simulated hours: ${failures.length === 0 ? 'everything held' : `${failures.length} failed`}`)
  return failures.length > 0 || isBlind ? 1 : 0
}

let asked: ReturnType<typeof read>
try {
  asked = read()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  process.exit(2)
}
process.exitCode = asked.seed === null ? await run(asked) : await replay(asked.seed, asked.shrink)
