import { readFileSync } from 'node:fs'
import { seededRandom } from '../chaos/random.ts'
import { loadConfig, rootDir } from '../config.ts'
import type { CoreFrame } from '../contract/stream.ts'
import { openLog } from '../log.ts'
import { systemClock } from '../process/clock.ts'
import { openSandbox } from '../process/open-sandbox.ts'
import { pickTier, probeCapabilities } from '../process/capabilities.ts'
import { hostProfile } from '../repair/4-evaluate/lane.ts'
import { openSearch } from '../repair/open-search.ts'
import { checkRefused, checkResult } from '../watcher/check-result.ts'
import { inheritedOutput } from '../process/inherited-output.ts'
import { openWatch } from './open-watch.ts'
import { relayOutput } from './output-relay.ts'
import { startCore, type Core } from './start-core.ts'
import { readWatchOrder } from './watched-organism.ts'

/** The core process. Frames go out on stdout; the end of stdin says that the gate process is gone. */
const config = loadConfig()
const log = openLog('core', config.logLevel)
const { version } = JSON.parse(readFileSync(`${rootDir}/package.json`, 'utf8')) as { version: string }
let core: Core | null = null
/** Candidate hosts at a time, in each search: the smallest machine has two cores. */
const searchLanes = 2

async function end(reason: string, exitCode: number): Promise<never> {
  // A stop that hangs must not keep the data folder: what is left undone, the next core takes up.
  setTimeout(() => process.exit(exitCode), 4_000).unref()
  try {
    await core?.stop(reason)
  } catch (error) {
    log.error({ err: error }, 'the core did not stop in order')
  }
  return process.exit(exitCode)
}

const onBreak = (error: unknown): void => {
  log.error({ err: error }, 'the core cannot go on')
  process.exit(3)
}
process.on('uncaughtException', onBreak)
process.on('SIGTERM', () => void end('SIGTERM', 0))
// Ctrl-C reaches the whole foreground group; the gate process tells its core itself when to go.
process.on('SIGINT', () => undefined)
process.stdin.on('end', () => void end('the gate process is gone', 0)).resume()
process.stdout.on('error', () => void end('the gate process is gone', 0))

const relay = relayOutput(process.stdout, systemClock.now)
const capabilities = await probeCapabilities()
const tier = pickTier(capabilities, config.tier === 'auto' ? undefined : config.tier === '1' ? 1 : 2)
const sandbox = openSandbox({ tier, clock: systemClock })
sandbox.warm(hostProfile, searchLanes)
core = await startCore({
  config, name: 'a', version, log, onBreak, sandbox,
  search: openSearch({ sandbox, clock: systemClock, judges: { oracle: checkResult, refused: checkRefused }, seeded: seededRandom, lanes: searchLanes }),
  onOutput: relay.push,
  onThought: relay.think,
  // The script's own output goes on to whoever called `ouroboros watch`.
  ...(config.watch === undefined ? {} : {
    watch: openWatch(readWatchOrder(config.watch), { sandbox, clock: systemClock, dataDir: config.dataDir, lanes: searchLanes, passTo: { stdout: inheritedOutput(3), stderr: process.stderr } }),
  }),
})
process.stdout.write(`${JSON.stringify({ type: 'ready', epoch: core.epoch } satisfies CoreFrame)}\n`)
