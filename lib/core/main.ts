import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { seededRandom } from '../chaos/random.ts'
import { loadConfig, loadDatabaseUrl, loadSecrets, rootDir } from '../config.ts'
import { StaleEpochError } from '../contract/errors.ts'
import { exitCodes } from '../contract/stream.ts'
import { openLog } from '../log.ts'
import { keepSecret } from '../log/secrets.ts'
import { systemClock } from '../process/clock.ts'
import { openSandbox } from '../process/open-sandbox.ts'
import { pickTier, probeCapabilities } from '../process/capabilities.ts'
import { hostProfile } from '../repair/4-evaluate/lane.ts'
import { openSearch } from '../repair/open-search.ts'
import { checkRefused, checkResult } from '../watcher/check-result.ts'
import { inheritedOutput } from '../process/inherited-output.ts'
import { openStore } from '../store/open-store.ts'
import { openWatch } from './open-watch.ts'
import { relayOutput } from './output-relay.ts'
import { startCore, type Core } from './start-core.ts'
import { readWatchOrder } from './watched-organism.ts'

/** The core process. Frames go out on stdout; the end of stdin says that the gate process is gone. */
const config = loadConfig()
/** Which of the cores it is: a or b. */
const name = process.argv[2] ?? 'a'
for (const secret of loadSecrets()) keepSecret(secret)
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
  process.exit(error instanceof StaleEpochError ? exitCodes.steppedDown : exitCodes.broken)
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
const databaseUrl = loadDatabaseUrl()
const store = await openStore({ ledgerPath: config.ledgerPath, databaseUrl, clock: systemClock, log })
core = await startCore({
  // Of another host there are such cores, too.
  config, store, name: store.isShared ? `${name}@${hostname()}` : name, version, log, onBreak, sandbox,
  search: openSearch({ sandbox, clock: systemClock, judges: { oracle: checkResult, refused: checkRefused }, seeded: seededRandom, lanes: searchLanes }),
  onOutput: relay.push,
  onThought: relay.think,
  onBeat: (beat) => relay.send({ type: 'beat', beat }),
  onHandOver: () => process.exit(exitCodes.handedOver),
  // The script's own output goes on to whoever called `ouroboros watch`.
  ...(config.watch === undefined ? {} : {
    watch: openWatch(readWatchOrder(config.watch), { sandbox, clock: systemClock, dataDir: config.dataDir, lanes: searchLanes, passTo: { stdout: inheritedOutput(3), stderr: process.stderr } }),
  }),
})
await core.leads
sandbox.warm(hostProfile, searchLanes)
