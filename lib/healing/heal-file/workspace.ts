import { spawn } from 'node:child_process'
import { cpSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { GenomeFiles } from '../../contract/genome.ts'
import { tiedToParent } from '../../process/launch-command.ts'
import { sendSignal, stopTree } from '../../process/stop-tree.ts'

export interface CommandEnd {
  ok: boolean
  exitCode: number | null
  timedOut: boolean
  /** The end of what it printed. */
  output: string
  ms: number
}

const keptOutput = 64 * 1024
/** Folders that are large, or somebody else's. */
const leftOut = new Set(['node_modules', '.git', '.hg', '.next', 'coverage', 'dist', '.cache'])

/** Sockets and pipes cannot be copied, nor can what is gone again. */
function isCopied(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false })
  return found !== undefined && (found.isFile() || found.isDirectory() || found.isSymbolicLink())
}

/** A copy of the program to run its tests in, so that what stands on disk is never touched. */
export class Workspace {
  readonly folder: string
  readonly #env: Record<string, string>
  readonly #running = new Set<number>()
  #isClosed = false

  /** @param env what the command sees; the copy's own folder is its current one */
  constructor(env: Record<string, string>) {
    this.folder = mkdtempSync(join(tmpdir(), 'ouroboros-heal-'))
    this.#env = env
  }

  write(files: GenomeFiles): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true })
      writeFileSync(join(this.folder, path), text)
    }
  }

  /** A folder with what is in it, for tests that may read anything there. @param most files and folders that are copied */
  copy(root: string, most = Infinity): void {
    let left = most
    cpSync(root, this.folder, { recursive: true, filter: (path) => path === root || (!leftOut.has(basename(path)) && isCopied(path) && left-- > 0) })
  }

  link(nodeModules: string | null): void {
    if (nodeModules !== null) symlinkSync(nodeModules, join(this.folder, 'node_modules'), 'dir')
  }

  /** Runs to the end, or to the deadline. Never rejects. */
  run(command: { file: string; args: readonly string[] } | string, timeoutMs: number): Promise<CommandEnd> {
    const started = performance.now()
    // A search that is let go of may still have asked: nothing is started that nobody would end.
    if (this.#isClosed) return Promise.resolve({ ok: false, exitCode: null, timedOut: false, output: 'the workspace is closed', ms: 0 })
    return new Promise((resolve) => {
      const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe']
      const options = { cwd: this.folder, env: this.#env as NodeJS.ProcessEnv, detached: true, stdio }
      const { file, args } = tiedToParent(typeof command === 'string' ? { file: '/bin/sh', args: ['-c', command] } : { file: command.file, args: [...command.args] })
      const child = spawn(file, args, options)
      const { pid } = child
      if (pid !== undefined) this.#running.add(pid)
      let output = ''
      let timedOut = false
      const keep = (chunk: Buffer): void => { output = (output + chunk.toString('utf8')).slice(-keptOutput) }
      child.stdout.on('data', keep)
      child.stderr.on('data', keep)
      const timer = setTimeout(() => {
        timedOut = true
        void stopTree(child, 100)
      }, timeoutMs)
      const end = (exitCode: number | null, why = ''): void => {
        clearTimeout(timer)
        if (pid !== undefined) this.#running.delete(pid)
        resolve({ ok: exitCode === 0 && !timedOut, exitCode, timedOut, output: output + why, ms: performance.now() - started })
      }
      child.once('error', (error) => end(127, error.message))
      // What it left running must not outlive it, nor hold its pipes open.
      child.once('exit', () => { if (pid !== undefined) sendSignal(-pid, 'SIGKILL') })
      child.once('close', (code) => end(code))
    })
  }

  /** Ends what still runs in it, and removes it. */
  close(): void {
    this.#isClosed = true
    for (const pid of this.#running) sendSignal(-pid, 'SIGKILL')
    // Whoever was killed just now may still be writing.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 })
  }
}
