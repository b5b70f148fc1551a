import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Browser } from '@playwright/test'
import { endProcess } from '../../tests/fixtures/end-process.ts'

const root = join(import.meta.dirname, '..', '..')

/** A browser as the tests have it. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['OUROBOROS_CHROMIUM'] ?? '/usr/bin/chromium'
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--enable-precise-memory-info'] })
}

export interface Served {
  url: string
  child: ChildProcess
  /** Ends it, and takes what it wrote away. */
  close: () => Promise<void>
}

/** The whole project on a data folder of its own, as ./run.sh starts it. */
export async function openProject(settings: Record<string, string> = {}): Promise<Served> {
  const data = join(root, 'data', `bench-page-${process.pid}-${Date.now()}`)
  mkdirSync(data, { recursive: true })
  const served = await openServer(['server.ts', '--port', '0', '--data', data], settings)
  return { ...served, close: async () => { await served.close(); rmSync(data, { recursive: true, force: true }) } }
}

/** A program that says `ready URL`, and may be told more over an IPC channel. */
export async function openServer(argv: string[], settings: Record<string, string> = {}): Promise<Served> {
  const child = spawn(process.execPath, argv, { cwd: root, env: { ...process.env, ...settings }, stdio: ['ignore', 'pipe', 'ignore', 'ipc'] })
  const close = (): Promise<void> => endProcess(child, 'SIGTERM')
  for await (const line of createInterface(child.stdout!)) {
    const [, url] = /^ready (http:\S+)/.exec(line) ?? []
    if (url === undefined) continue
    // Whatever it says later is read by nobody, and must not hold it up.
    child.stdout?.resume()
    return { url, child, close }
  }
  throw new Error('the server ended before it was ready: is it built? ./run.sh builds it')
}

export const ask = async <T>(url: string): Promise<T> => await (await fetch(url)).json() as T
