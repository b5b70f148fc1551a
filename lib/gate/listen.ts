import type { Server } from 'node:http'
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigError } from '../contract/errors.ts'

/**
 * @returns the port, which is another one where 0 was asked for
 * @throws ConfigError where the address cannot be had
 */
export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, () => {
        server.off('error', reject)
        resolve()
      })
    })
    return (server.address() as AddressInfo).port
  } catch (cause) {
    throw new ConfigError(reasonOf(cause, host, port), { cause })
  }
}

function reasonOf(cause: unknown, host: string, port: number): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'EADDRINUSE') return `port ${port} is taken; try --port ${port < 65_535 ? port + 1 : port - 1}, or --port 0 for any free one`
  if (code === 'EACCES') return `port ${port} needs rights that this process does not have; try --port 3000`
  return `cannot listen on ${host}, port ${port} (${cause instanceof Error ? cause.message : String(cause)}); try another --host`
}

/** Resolves when the server has answered a request for its first page, whatever the answer, or has been closed meanwhile. */
export function firstAnswer({ host, port }: { host: string; port: number }): Promise<void> {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  return new Promise<void>((resolve) => {
    get({ host: reachable, port, path: '/', headers: { host: `localhost:${port}` } }, (answer) => {
      answer.resume().once('close', () => resolve())
    }).once('error', () => resolve())
  })
}
