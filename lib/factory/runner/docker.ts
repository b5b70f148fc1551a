import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import type { Clock } from '../../contract/ports/clock.ts'
import { findOnPath } from '../../process/find-on-path.ts'
import { tiedToParent } from '../../process/launch-command.ts'
import { OutputFeed } from '../../process/output-feed.ts'
import { startOutside } from '../../process/outside-program.ts'
import { stopTree } from '../../process/stop-tree.ts'

/** Commands of docker, each a process that sees nothing of ours. */
export interface Docker {
  /** @returns whether it went well, and what it said on both streams */
  run: (args: readonly string[], order?: { timeoutMs?: number; environment?: Readonly<Record<string, string>> }) => Promise<DockerEnd>
  /** A command that goes on until it is stopped, or has nothing more to tell. */
  follow: (args: readonly string[], onLine: (text: string) => void) => { stop: () => Promise<void> }
}

interface DockerEnd {
  ok: boolean
  output: string
  /** What it said last: with docker, why it did not go well. */
  lastLine: string
}

interface DockerPorts {
  /** Which docker is meant, by its PATH, and which engine. */
  environment: Readonly<Record<string, string>>
  clock: Clock
}

const usualMs = 30_000
const graceMs = 1_000
const folder = '/'

/** @returns null where this machine has no docker command */
export function findDocker({ environment, clock }: DockerPorts): Docker | null {
  const file = findOnPath('docker', { path: environment['PATH'] ?? '', folder })
  if (file === null) return null
  return {
    async run(args, { timeoutMs = usualMs, environment: more = {} } = {}) {
      const mark = `docker-${randomBytes(8).toString('hex')}`
      const { exitCode, stopped, spawnError, output } = await startOutside({ file, args, folder, environment: { ...environment, ...more }, timeoutMs, mark }, clock).ended
      const said = stopped === 'timeout' ? `no answer within ${timeoutMs / 1_000} s` : output.split('\n').findLast((line) => line.trim() !== '')?.trim()
      return { ok: exitCode === 0, output, lastLine: spawnError?.message ?? said ?? `docker ended with exit code ${exitCode}` }
    },
    follow(args, onLine) {
      const command = tiedToParent({ file, args: [...args] })
      const feed = new OutputFeed({ clock, listener: ({ lines }) => lines.forEach(onLine), wholeStdoutBytes: 0 })
      const child = spawn(command.file, command.args, { cwd: folder, env: environment as NodeJS.ProcessEnv, detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
      child.stdout.on('data', (chunk: Buffer) => feed.push('stdout', chunk))
      // One that cannot be started has nothing to tell; that it cannot has been said by then.
      child.once('error', () => undefined).once('close', () => feed.end())
      return { stop: () => stopTree(child, graceMs, clock) }
    },
  }
}

/**
 * Whether apps can be run with Docker here.
 * @returns null where they can, else why not, as the beginning of a sentence
 */
export async function whyNoEngine(docker: Docker | null): Promise<string | null> {
  if (docker === null) return 'there is no docker on the PATH'
  if (!(await docker.run(['compose', 'version'])).ok) return 'docker has no Compose plugin here'
  const { ok, lastLine } = await docker.run(['version', '--format', '{{.Server.Version}}'])
  return ok ? null : `no Docker engine answers here (${lastLine})`
}
