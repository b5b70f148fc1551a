import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A simple query of that one word, as the protocol sends it. */
const commit = Buffer.from('commit\0')

/** Stands between a client and a server, and breaks the connection around a commit. */
export interface CommitProxy {
  folder: string
  /**
   * The next commit: the connection breaks before it reaches the server, or after, so that its answer is lost. Nobody else
   * is let through from then on, where the gate is shut.
   * @returns when it has broken
   */
  breakNext: (when: 'before' | 'after', gate?: 'open' | 'shut') => Promise<void>
  /** Lets everybody through again. */
  open: () => void
  close: () => Promise<void>
}

export async function startCommitProxy(serverFolder: string): Promise<CommitProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-proxy-'))
  const sockets = new Set<Socket>()
  let next: { when: 'before' | 'after'; gate: 'open' | 'shut'; broken: () => void } | null = null
  let isShut = false

  const proxy = createServer((client) => {
    if (isShut) return void client.destroy()
    const server = createConnection(join(serverFolder, '.s.PGSQL.5432'))
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy()).on('close', () => {
        sockets.delete(socket)
        client.destroy()
        server.destroy()
      })
    }
    let broken: (() => void) | null = null
    const snap = (): void => {
      client.destroy()
      server.destroy()
      broken?.()
    }
    client.on('data', (chunk: Buffer) => {
      if (next !== null && chunk.includes(commit)) {
        const { when, gate } = next
        broken = next.broken
        next = null
        isShut = gate === 'shut'
        if (isShut) for (const socket of sockets) if (socket !== client && socket !== server) socket.destroy()
        if (when === 'before') return snap()
      }
      server.write(chunk)
    })
    server.on('data', (chunk: Buffer) => {
      if (broken === null) client.write(chunk)
      else snap()
    })
  })
  await new Promise<void>((ready) => proxy.listen(join(folder, '.s.PGSQL.5432'), ready))
  return {
    folder,
    breakNext: (when, gate = 'open') => new Promise((broken) => (next = { when, gate, broken })),
    open: () => (isShut = false),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => proxy.close(closed))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
