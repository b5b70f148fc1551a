import { mkdirSync, realpathSync, unwatchFile, watchFile } from 'node:fs'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { isDeepStrictEqual } from 'node:util'
import { commandEnvironment, watchedEnvironment } from '../config.ts'
import { seededRandom } from '../chaos/random.ts'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Sandbox } from '../contract/ports/sandbox.ts'
import type { Search } from '../contract/ports/search.ts'
import { openProgramSearch } from '../healing/heal-file/open-program-search.ts'
import { runTests } from '../healing/heal-file/program-tests.ts'
import { proveByTests } from '../healing/prove-by-tests.ts'
import { startWatched } from '../process/watched-run.ts'
import type { WatchedBodyOptions } from '../watcher/watched-body.ts'
import type { HealingOptions } from './open-healing.ts'
import { watchedOrganism, type WatchedOrganism, type WatchOrder } from './watched-organism.ts'

/** A user's script in the place of the organisms, with what is different about it. */
export interface Watch {
  order: WatchOrder
  organism: WatchedOrganism
  healing: Pick<HealingOptions, 'proveBy' | 'giveUp'> & { search: Search | null }
  launch: WatchedBodyOptions['launch']
  /** Tells when its files on disk have changed and are other than they were. */
  follow: (onEdit: (files: GenomeFiles) => void) => void
  /** Ends its tests, where they run, and looks no more. */
  close: () => void
}

export interface WatchPorts {
  sandbox: Sandbox
  clock: Clock
  /** Where the script's own output goes. */
  passTo: { stdout: Writable; stderr: Writable }
  /** Of this watch; the texts that the script is to load lie in it. */
  dataDir: string
  /** Candidates at a time, in a search. */
  lanes: number
}

const lookMs = 300

export function openWatch(order: WatchOrder, { sandbox, clock, passTo, dataDir, lanes }: WatchPorts): Watch {
  const { script, args, cwd, test } = order
  const organism = watchedOrganism(order)
  const { root } = organism
  const closed = new AbortController()
  const program = test && { script, root, test, env: commandEnvironment(), stop: closed.signal }
  const overlayPath = join(dataDir, 'overlay.json')
  mkdirSync(dataDir, { recursive: true })

  return {
    order, organism,
    healing: {
      search: program && openProgramSearch(program, { clock, sandbox, seeded: seededRandom, lanes }),
      proveBy: (plea, candidate) => proveByTests(plea, candidate, { clock, runTests: program && ((files) => runTests(program, files)) }),
      ...(test === null ? { giveUp: 'stopped and set apart; with --test TEST, its code could have been healed' } : {}),
    },
    launch: (files, { heapMb }, output) => startWatched({
      script, args, cwd, overlayPath, env: watchedEnvironment(), ...(heapMb === undefined ? {} : { heapMb }),
      files: Object.fromEntries(Object.entries(files).map(([path, text]) => [realPath(join(root, path)), text])),
    }, { output, passTo }, clock),
    follow(onEdit) {
      const paths = Object.keys(organism.files).map((path) => join(root, path))
      const look = (): void => {
        const files = filesNow(order)
        if (files === null || isDeepStrictEqual({ ...files }, { ...organism.files })) return
        organism.files = files
        onEdit(files)
      }
      for (const path of paths) watchFile(path, { interval: lookMs, persistent: false }, look)
      closed.signal.addEventListener('abort', () => { for (const path of paths) unwatchFile(path, look) })
    },
    close: () => closed.abort(),
  }
}

/** null in the middle of a change: it is looked at again when that is over. */
function filesNow(order: WatchOrder): GenomeFiles | null {
  try {
    return watchedOrganism(order).files
  } catch {
    return null
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
