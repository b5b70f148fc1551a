import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Mount points of this process: none outlives it, whatever becomes of a test. */
const points = new Set<string>()
const images = new Set<string>()
process.on('exit', unmountAll)

/** @throws with what the program said */
const run = (program: string, ...args: string[]): string => execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** A folder of memory that holds so much. */
export function mountMemory(mib: number): string {
  const point = newPoint()
  run('mount', '-t', 'tmpfs', '-o', `size=${mib}m`, 'tmpfs', point)
  return point
}

/** A file system of its own, in a file. @returns where it is, and the file */
export function mountDisk(mib: number): { point: string; image: string } {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-disk-'))
  images.add(folder)
  const image = join(folder, 'image')
  run('truncate', '-s', `${mib}M`, image)
  run('mkfs.ext4', '-q', '-F', image)
  const point = newPoint()
  run('mount', '-o', 'loop', image, point)
  return { point, image }
}

export const remount = (point: string, options: string): string => run('mount', '-o', `remount,${options}`, point)

/** As after the power was gone: taken away, looked through by the system's own tool, and there again. */
export function repairDisk({ point, image }: { point: string; image: string }): void {
  run('umount', point)
  // 1: it has put something right.
  run('sh', '-c', 'e2fsck -fp "$0" || [ $? = 1 ]', image)
  run('mount', '-o', 'loop', image, point)
}

/** Also what is still in use: it is out of sight at once, and gone when it is let go. */
export function unmountAll(): void {
  for (const point of points) {
    try {
      run('umount', '-l', point)
    } catch {
      // It was not mounted.
    }
    rmSync(point, { recursive: true, force: true })
    points.delete(point)
  }
  for (const folder of images) {
    rmSync(folder, { recursive: true, force: true })
    images.delete(folder)
  }
}

/** @returns why nothing can be mounted here; null where it can */
export function mountHindrance(kind: 'memory' | 'disk'): string | null {
  if (process.platform !== 'linux') return 'only Linux is known'
  if (process.getuid?.() !== 0) return 'only root may'
  try {
    if (kind === 'memory') mountMemory(1)
    else mountDisk(4)
    return null
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split('\n').slice(0, 2).join(' ')
  } finally {
    unmountAll()
  }
}

function newPoint(): string {
  const point = mkdtempSync(join(tmpdir(), 'ouroboros-mount-'))
  points.add(point)
  return point
}
