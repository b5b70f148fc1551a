import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Guarded {
  child: ChildProcess
  data: string
  url: string
  port: number
  /** All that it said on both. */
  said: () => string
  stop: () => Promise<void>
}

/** The real engine, as others may reach it. */
export async function startGuarded(env: Record<string, string>, ...flags: string[]): Promise<Guarded> {
  const data = mkdtempSync(join(tmpdir(), 'ouroboros-guarded-'))
  const child = spawn(process.execPath, ['server.ts', '--port', '0', '--data', data, ...flags], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...env } })
  let said = ''
  for (const output of [child.stdout, child.stderr]) output.on('data', (text: Buffer) => (said += text.toString()))
  const ended = once(child, 'exit')
  while (!/^ready http/m.test(said)) {
    if (child.exitCode !== null) throw new Error(`the server ended before it was ready: ${said}`)
    await Promise.race([once(child.stdout, 'data'), ended])
  }
  const url = /^ready (http:\S+)/m.exec(said)![1]!
  return {
    child, data, url, port: Number(new URL(url).port),
    said: () => said,
    async stop() {
      child.kill('SIGTERM')
      await ended
      rmSync(data, { recursive: true, force: true })
    },
  }
}

interface Asked { method?: string; path: string; headers?: Record<string, string>; body?: string; from?: string }
interface Answered { status: number; headers: NodeJS.Dict<string | string[]>; code: string | null }

/** One request as anybody can make it, with headers that a browser would not let a page choose, from any address of this machine. */
export const ask = ({ port }: Guarded, { method = 'GET', path, headers = {}, body, from = '127.0.0.1' }: Asked): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, localAddress: from, method, path, headers: { host: `localhost:${port}`, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }), ...headers }, agent: false }, (answer) => {
      let text = ''
      const done = () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, code: /"code":"([\w-]+)"/.exec(text)?.[1] ?? null })
        request.destroy()
      }
      answer.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', done)
    })
    // Let in: the connection is no request any more.
    request.once('upgrade', ({ statusCode = 101, headers: upgraded }, socket) => {
      socket.destroy()
      resolve({ status: statusCode, headers: upgraded, code: null })
    })
    request.once('error', reject).end(body)
  })
