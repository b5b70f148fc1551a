import { existsSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { InvalidArgumentError, type Command } from 'commander'
import pc from 'picocolors'
import { commandEnvironment } from '../../lib/config.ts'
import { seededRandom } from '../../lib/chaos/random.ts'
import { RequestInvalidError } from '../../lib/contract/errors.ts'
import type { SearchProgress } from '../../lib/contract/search.ts'
import { healFile, type HealOutcome, type HealResult } from '../../lib/healing/heal-file/heal-file.ts'
import { fileOf } from '../../lib/healing/heal-file/test-command.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { openSandbox } from '../../lib/process/open-sandbox.ts'
import { quickTier } from '../../lib/process/quick-tier.ts'
import { openCommandModel } from './command-model.ts'
import { printJson, say } from './print.ts'
import { wholeNumber } from './whole-number.ts'

/** Candidate hosts at a time. */
const lanes = 2
const exitCodes: Record<HealOutcome, number> = { healed: 0, unhealed: 1, already: 3, cannot: 3 }

const duration = (text: string): number => {
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text) ?? []
  if (number === undefined || Number(number) === 0) throw new InvalidArgumentError('like 10s, 500ms or 2m')
  return Number(number) * { ms: 1, s: 1000, m: 60_000 }[unit as 'ms' | 's' | 'm']
}

interface Options { test: string; timeout: number; mind?: string; mindTimeout: number; out?: string; inPlace?: boolean; seed: number; json?: boolean }

export const heal = (program: Command): unknown => program
  .command('heal')
  .description('repair a file by its tests, with no model unless --mind names one: the file stays as it is unless --out or --in-place says otherwise')
  .argument('<file...>', 'JavaScript or TypeScript; several where the fault may be in any of them')
  .requiredOption('-t, --test <test>', 'a test file (node:test, node:assert, vitest or jest style), or a shell command that fails when it is broken')
  .option('--timeout <time>', 'how long to look', duration, 30_000)
  .option('--mind <provider/model>', 'a language model that is asked when the search finds nothing, like ollama/qwen3-coder; by default what the settings say, which is none')
  .option('--mind-timeout <time>', 'how long the model and its proofs may take', duration, 120_000)
  .option('-o, --out <file>', 'write the healed text there')
  .option('-i, --in-place', 'write the healed text over the file')
  .option('--seed <n>', 'same seed, same choices', wholeNumber(), 1)
  .option('--json', 'progress and result as one JSON row each')
  .action(async (files: string[], options: Options) => {
    const order = readOrder(files, options)
    const model = openCommandModel(options.mind, options.json === true)
    const mind = model && { ...model, timeoutMs: options.mindTimeout }
    const sandbox = openSandbox({ tier: quickTier(), clock })
    const stop = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
    const tell = options.json ? (progress: SearchProgress) => printJson({ event: 'progress', ...progress }) : progressLine()
    try {
      const result = await healFile({ ...order, timeoutMs: options.timeout, stop: stop.signal, onProgress: tell, ...(mind && { mind }) }, { clock, sandbox, random: seededRandom(options.seed), env: commandEnvironment(), lanes })
      write(result, order.files, options)
      if (options.json) printJson({ event: 'result', ...result })
      else print(result)
      process.exitCode = exitCodes[result.outcome]
    } finally {
      await sandbox.close()
    }
  })

function readOrder(files: readonly string[], options: Options): { files: string[]; test: { file: string } | { command: string; folder: string } } {
  const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile()
  for (const file of files) if (!isFile(file)) throw new RequestInvalidError(`there is no file ${file}`)
  if (options.out !== undefined && options.inPlace) throw new RequestInvalidError('--out and --in-place are two ways to write: choose one')
  if (options.out !== undefined && files.length > 1) throw new RequestInvalidError('--out names one file: heal one, or use --in-place')
  const { test } = options
  if (test.trim() === '') throw new RequestInvalidError('--test is empty: name a test file, or a command')
  const paths = files.map((file) => resolve(file))
  const file = isFile(test) ? test : fileOf(test)
  if (file !== null && isFile(file)) {
    if (paths.includes(resolve(file))) throw new RequestInvalidError(`${file} cannot be its own test`)
    return { files: paths, test: { file: resolve(file) } }
  }
  if (file !== null || /^[\w./-]+\.[cm]?[jt]sx?$/.test(test)) throw new RequestInvalidError(`there is no test file ${file ?? test}`)
  const folder = process.cwd()
  for (const path of paths) if (!path.startsWith(`${folder}/`)) throw new RequestInvalidError(`a command is run in a copy of ${folder}, and ${path} is not in there: change to its folder first`)
  return { files: paths, test: { command: test, folder } }
}

function write(result: HealResult, files: readonly string[], { out, inPlace }: Options): void {
  if (result.outcome !== 'healed') return
  if (inPlace) for (const [path, text] of Object.entries(result.files)) writeFileSync(path, text)
  const [only] = files
  if (out !== undefined && only !== undefined) writeFileSync(out, result.files[only] ?? '')
}

/** One line that is written over, on a terminal; nothing where nobody looks. */
function progressLine(): (progress: SearchProgress) => void {
  if (!process.stderr.isTTY) return () => undefined
  return ({ stage, tried, perSecond, best, plausible }) => {
    process.stderr.write(`\r\u001b[K${stage}: ${tried} tried, ${Math.round(perSecond)}/s, best ${best.passed} of ${best.total}${plausible > 0 ? `, ${plausible} pass` : ''}`)
  }
}

function print({ outcome, why, diff, confidence, summary, runnersUp, tried, perSecond, ms, mode, before }: HealResult): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  const seconds = (ms / 1000).toFixed(ms < 10_000 ? 2 : 1)
  const effort = `${tried} candidates, ${Math.round(perSecond)}/s ${mode === 'command' ? 'one process each' : 'in warm hosts'}${mode === 'model' ? ', then a model' : ''}, ${seconds} s`
  if (before) say(`before: ${before.passed} of ${before.total} checks pass`)
  if (outcome !== 'healed') {
    say(`${outcome === 'unhealed' ? pc.yellow('not healed') : pc.yellow('nothing done')}: ${why}${outcome === 'unhealed' ? ` (${effort})` : ''}`)
    return
  }
  process.stdout.write(diff)
  say(`${pc.green('healed')}, ${confidence ?? ''}: ${summary}`)
  say(`why: ${why}`)
  for (const other of runnersUp) say(`also passes: ${other}`)
  say(effort)
}
