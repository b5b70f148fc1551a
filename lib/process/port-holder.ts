import { readdir, readFile, readlink } from 'node:fs/promises'

const listening = '0A'

/**
 * Who listens on a loopback TCP port, by the kernel's own tables (proc(5)).
 * @param pid the process that should
 * @returns `unknown` where the kernel does not tell: no /proc, or not ours to look at
 */
export async function portHolder(port: number, pid: number): Promise<'service' | 'stranger' | 'nobody' | 'unknown'> {
  try {
    const inodes = [...await listeners('/proc/net/tcp', port), ...await listeners('/proc/net/tcp6', port)]
    if (inodes.length === 0) return 'nobody'
    const folder = `/proc/${pid}/fd`
    const held = await Promise.all((await readdir(folder)).map((fd) => readlink(`${folder}/${fd}`).catch(() => '')))
    return inodes.some((inode) => held.includes(`socket:[${inode}]`)) ? 'service' : 'stranger'
  } catch {
    return 'unknown'
  }
}

async function listeners(table: string, port: number): Promise<string[]> {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const rows = (await readFile(table, 'utf8')).split('\n').slice(1).map((row) => row.trim().split(/\s+/))
  return rows.filter(([, local, , state]) => local?.endsWith(wanted) === true && state === listening).flatMap((row) => row[9] ?? [])
}
