import { existsSync } from 'node:fs'
import type { z } from 'zod'
import { loadConfig } from '../../lib/config.ts'
import { problemSchema } from '../../lib/contract/api.ts'
import { NoCoreError, RequestInvalidError } from '../../lib/contract/errors.ts'
import { openAccess } from '../../lib/gate/access/open-access.ts'

/** Talks to the Ouroboros that runs on this machine. */
export interface RunningServer {
  get: <T>(path: string, schema: z.ZodType<T>) => Promise<T>
  post: <T>(path: string, body: unknown, schema: z.ZodType<T>) => Promise<T>
}

/** @param port as given on the command line; else the configured one */
export function runningServer(port: string | undefined): RunningServer {
  const config = loadConfig({ argv: port === undefined ? [] : ['--port', port] })
  const base = `http://localhost:${config.port}`
  let token: string | null = null

  async function ask<T>(path: string, init: RequestInit, schema: z.ZodType<T>): Promise<T> {
    let response: Response
    try {
      response = await fetch(`${base}${path}`, { ...init, headers: { ...init.headers, ...(token !== null && { authorization: `Bearer ${token}` }) } })
    } catch (cause) {
      throw new NoCoreError(`nothing answers at ${base}; start it with: ouroboros up`, { cause })
    }
    if (response.status === 401 && token === null) {
      token = signIn(config.accessPath)
      if (token !== null) return ask(path, init, schema)
    }
    const body: unknown = await response.json().catch(() => null)
    const answer = schema.safeParse(body)
    if (response.ok && answer.success) return answer.data
    const problem = problemSchema.safeParse(body)
    if (!problem.success) throw new NoCoreError(`${base}${path} answered ${response.status} with something else than was asked for: is this Ouroboros?`)
    const said = `${problem.data.detail} ${problem.data.wayOut}`
    throw response.status >= 500 ? new NoCoreError(said) : new RequestInvalidError(said)
  }

  return {
    get: (path, schema) => ask(path, {}, schema),
    post: (path, body, schema) => ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, schema),
  }
}

/** Long enough for a command that waits for its outcome. */
const sessionMs = 600_000

/**
 * Whoever may write the data folder may do everything anyway, and needs no password.
 * @returns null where the server's folder is not the one that is configured here
 */
function signIn(path: string): string | null {
  if (!existsSync(path)) return null
  const access = openAccess({ path, isOpen: false })
  try {
    return access.sessions.make({ role: 'operator', by: 'command-line', address: 'this machine', agent: 'bin/ouroboros', lastsMs: sessionMs }).token
  } finally {
    access.close()
  }
}
