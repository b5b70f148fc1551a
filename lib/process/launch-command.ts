import { lstatSync, readlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findProgram } from './find-program.ts'
import { findPython } from './python-service.ts'

/** What a process must know when it starts. All else may come later, so that a spare fits many runs. */
export interface Profile {
  heapMb: number
  network: 'none' | 'loopback'
  /** What it is written in. Left out: JavaScript. */
  language?: 'python'
  /** Absolute: the only folder that it may read and write. Left out: none. */
  folder?: string
}

export interface Command {
  file: string
  args: string[]
}

/** Nothing of ours may be read in there, and bwrap's own environment would show in /proc/1/environ. */
export const emptyEnvironment = {} as NodeJS.ProcessEnv

/** The program inside: the last argument of every sandboxed process. */
export const hostFile = fileURLToPath(new URL('./host/host.cjs', import.meta.url))

/** The same of a service in Python, which becomes the service. */
export const pythonHostFile = fileURLToPath(new URL('./host/host.py', import.meta.url))
/** Where that one lays down the files: of memory, like all that is writable in there. */
const pythonRoot = '/organism'

/** Where bwrap says which process it started: the third pipe after the two of the host. */
export const infoFd = 5
const tmpfsBytes = 16 * 1024 * 1024
/** Beside the heap: Buffers, code, and the stacks of Node's own threads, which count as data. */
const dataBesideHeapMb = 1024
/** Of a service in Python, for each MB of heap: the stacks of its threads count as well, and most of one is never used. */
const dataPerHeap = 5
const nofile = 1024
/** All processes and threads of a user together. Far above one program's need, far below a fork bomb's. */
const nproc = 4096

/** Node with its own walls up: the first tier. */
export function nodeCommand({ heapMb, network, folder }: Profile): Command {
  return {
    file: process.execPath,
    args: [
      '--permission', `--allow-fs-read=${dirname(hostFile)}`, // With the flag comes a warning that it is new, on the program's own stderr.
      ...(network === 'loopback' ? ['--allow-net', '--disable-warning=ExperimentalWarning'] : []),
      ...(folder === undefined ? [] : [`--allow-fs-read=${folder}`, `--allow-fs-write=${folder}`]),
      `--max-old-space-size=${heapMb}`, '--disable-sigusr1', '--no-experimental-sqlite', hostFile,
    ],
  }
}

/** Python, which has no walls of its own: never without those of the second tier. */
export const pythonCommand = (): Command => ({ file: findPython() ?? 'python3', args: ['-I', '-S', '-B', pythonHostFile] })

/** A command in namespaces of its own: the second tier. Start it with an empty environment. */
export function isolated(bwrap: string, inner: Command, { network, folder, language, info }: Pick<Profile, 'network' | 'folder' | 'language'> & { info: boolean }): Command {
  const own = [process.execPath, dirname(hostFile)].flatMap((path) => ['--ro-bind', path, path])
  return {
    file: bwrap,
    args: [
      '--unshare-all', ...(network === 'loopback' ? ['--share-net'] : []), '--die-with-parent', '--new-session',
      '--cap-drop', 'ALL', '--uid', '65534', '--gid', '65534',
      '--ro-bind', '/usr', '/usr', ...['/lib', '/lib64', '/bin', '/sbin'].flatMap(systemFolder),
      '--proc', '/proc', '--dev', '/dev', '--size', String(tmpfsBytes), '--tmpfs', '/tmp', ...own,
      ...(language === 'python' ? ['--size', String(tmpfsBytes), '--tmpfs', pythonRoot] : []),
      ...(folder === undefined ? [] : ['--bind', folder, folder]),
      // bwrap's own root and /dev are of memory, writable and without a limit.
      '--remount-ro', '/dev', '--remount-ro', '/', '--chdir', '/tmp', ...(info ? ['--info-fd', String(infoFd)] : []), inner.file, ...inner.args,
    ],
  }
}

/**
 * Any command behind walls: no network, no process of others, nothing to read but the system's own programs and what is
 * named, and nothing to write but one folder. For a user's own test command on code that nobody has read yet.
 */
export function walled(bwrap: string, inner: Command, { folder, readable }: { folder: string; readable: readonly string[] }): Command {
  return {
    file: bwrap,
    args: [
      '--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL',
      '--ro-bind', '/usr', '/usr', ...['/lib', '/lib64', '/bin', '/sbin'].flatMap(systemFolder),
      '--proc', '/proc', '--dev', '/dev', '--size', String(tmpfsBytes), '--tmpfs', '/tmp',
      ...[dirname(process.execPath), ...readable].flatMap((path) => ['--ro-bind', path, path]), '--bind', folder, folder,
      '--remount-ro', '/dev', '--remount-ro', '/', '--chdir', folder, inner.file, ...inner.args,
    ],
  }
}

/** A link into /usr on most systems, a folder on some, absent on others. */
function systemFolder(path: string): string[] {
  const entry = lstatSync(path, { throwIfNoEntry: false })
  if (!entry) return []
  return entry.isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path]
}

/** Kernel limits that hold from the first instruction. `refused` names what this machine cannot limit, and why. */
export function limited(command: Command, { heapMb, language }: Pick<Profile, 'heapMb' | 'language'>): { command: Command; refused: string[] } {
  const prlimit = findProgram('prlimit')
  if (prlimit === null) return { command, refused: ['data, core, nofile: prlimit is not installed'] }
  const asRoot = process.getuid?.() === 0
  const args = [
    `--data=${(language === 'python' ? heapMb * dataPerHeap : heapMb + dataBesideHeapMb) * 1024 * 1024}`, '--core=0', `--nofile=${nofile}`, ...(asRoot ? [] : [`--nproc=${nproc}`]),
    command.file, ...command.args,
  ]
  return { command: { file: prlimit, args }, refused: asRoot ? ['nproc: the kernel exempts root'] : [] }
}

/** A process that the kernel kills when the one that started it dies, however that happens. Linux only. */
export function tiedToParent(command: Command): Command {
  const setpriv = findProgram('setpriv')
  if (setpriv === null) return command
  return { file: setpriv, args: ['--pdeathsig', 'KILL', '--no-new-privs', '--', command.file, ...command.args] }
}
