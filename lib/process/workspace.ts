import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { cpSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { GenomeFiles } from '../contract/genome.ts'
import type { Wall } from './command-wall.ts'
import { tiedToParent } from './launch-command.ts'
import { sendSignal, stopTree } from './stop-tree.ts'

export interface CommandEnd {
  ok: boolean
  exitCode: number | null
  timedOut: boolean
  /** The end of what it printed. */
  output: string
  ms: number
}

type NodeCommand = { file: string; args: readonly string[] }

const standBy = join(import.meta.dirname, 'stand-by.cjs')
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
  readonly #wall: Wall | null
  readonly #running = new Set<number>()
  /** Booted, and waiting for the word to go on. */
  #waiting: { child: ChildProcessByStdio<null, Readable, Readable>; go: () => void } | null = null
  #linked: string[] = []
  #isClosed = false

  /**
   * @param env what the command sees; the copy's own folder is its current one
   * @param wall what every command is put behind
   */
  constructor(env: Record<string, string>, wall: Wall | null = null) {
    this.#wall = wall
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
    if (nodeModules === null) return
    this.#linked = [nodeModules]
    symlinkSync(nodeModules, join(this.folder, 'node_modules'), 'dir')
  }

  /**
   * Boots Node for the next run, which is of this command, while others look for what is to be run: it reads the files only then.
   * @param builtins modules of Node's own that it will ask for, loaded ahead too
   */
  standBy({ file, args }: NodeCommand, builtins: readonly string[] = []): void {
    if (this.#isClosed || this.#waiting) return
    const child = this.#spawn({ file, args: ['--require', standBy, ...args] }, ['pipe'], { OUROBOROS_STAND_BY: ['node:fs', ...builtins].join(' ') })
    const word = child.stdio[3] as Writable
    // It may be gone before it is given the word.
    word.on('error', () => undefined)
    this.#waiting = { child, go: () => word.end('1') }
    const forget = (): void => {
      if (this.#waiting?.child !== child) return
      this.#waiting = null
      // Its number may be another's by the time this place is closed.
      if (child.pid !== undefined) this.#running.delete(child.pid)
    }
    child.once('error', forget)
    child.once('exit', forget)
  }

  /** In a process group of its own. */
  #spawn({ file, args }: NodeCommand, further: 'pipe'[] = [], more: Record<string, string> = {}): ChildProcessByStdio<null, Readable, Readable> {
    const plain = { file, args: [...args] }
    const tied = tiedToParent(this.#wall?.(plain, { folder: this.folder, readable: this.#linked }) ?? plain)
    const child = spawn(tied.file, tied.args, { cwd: this.folder, env: { ...this.#env, ...more } as NodeJS.ProcessEnv, detached: true, stdio: ['ignore', 'pipe', 'pipe', ...further] })
    if (child.pid !== undefined) this.#running.add(child.pid)
    return child as ChildProcessByStdio<null, Readable, Readable>
  }

  /** Runs to the end, or to the deadline. Never rejects. */
  run(command: NodeCommand | string, timeoutMs: number): Promise<CommandEnd> {
    const started = performance.now()
    // A search that is let go of may still have asked: nothing is started that nobody would end.
    if (this.#isClosed) return Promise.resolve({ ok: false, exitCode: null, timedOut: false, output: 'the workspace is closed', ms: 0 })
    return new Promise((resolve) => {
      const waiting = this.#waiting
      this.#waiting = null
      const child = waiting?.child ?? this.#spawn(typeof command === 'string' ? { file: '/bin/sh', args: ['-c', command] } : command)
      const { pid } = child
      waiting?.go()
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
