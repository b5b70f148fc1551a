import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import type { RuntimeFault } from '../../contract/fault.ts'
import { clampIntensity } from '../severity.ts'

/** The longest that any fault may last. A burner ends by then whatever else happens. */
const longestMs = 3_600_000
const mostBurners = 64

/**
 * One process with a busy thread per burner. Its main thread stays idle so that it can end them all: at the deadline,
 * and at the end of its input, which comes when its parent dies, however that happens.
 */
const burn = (burners: number) => `
  const { Worker } = require('node:worker_threads')
  setTimeout(() => process.exit(), ${longestMs})
  process.stdin.on('close', () => process.exit()).on('error', () => process.exit()).resume()
  for (let burner = 0; burner < ${burners}; burner += 1) new Worker('for (;;) {}', { eval: true })`

export const cpuBurn: RuntimeFault = {
  class: 'runtime',
  id: 'cpu-burn',
  label: 'Burn the processor',
  teaches: 'A noisy neighbour: nothing is wrong with the program, and yet it becomes slow. To rewrite it would be a mistake.',
  intensity: 'how many busy threads for each core of the machine: 1 to 5',
  kinds: ['task', 'script', 'service'],
  undo: 'the busy threads are ended; they also end with their parent and after an hour at most',
  inject: async (_target, choice) => {
    const burners = Math.min(mostBurners, availableParallelism() * clampIntensity(choice.intensity))
    const child = spawn(process.execPath, ['-e', burn(burners)], { env: { NODE_ENV: 'production' }, stdio: ['pipe', 'ignore', 'ignore'] })
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    await once(child, 'spawn')
    child.unref()
    return async () => {
      child.kill('SIGKILL')
      await ended
    }
  },
}
