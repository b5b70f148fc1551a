import type { z } from 'zod'
import { loadConfig } from '../../lib/config.ts'
import { problemSchema } from '../../lib/contract/api.ts'
import { NoCoreError, RequestInvalidError } from '../../lib/contract/errors.ts'

/** Talks to the Ouroboros that runs on this machine. */
export interface RunningServer {
  get: <T>(path: string, schema: z.ZodType<T>) => Promise<T>
  post: <T>(path: string, body: unknown, schema: z.ZodType<T>) => Promise<T>
}

/** @param port as given on the command line; else the configured one */
export function runningServer(port: string | undefined): RunningServer {
  const base = `http://localhost:${loadConfig({ argv: port === undefined ? [] : ['--port', port] }).port}`

  async function ask<T>(path: string, init: RequestInit, schema: z.ZodType<T>): Promise<T> {
    let response: Response
    try {
      response = await fetch(`${base}${path}`, init)
    } catch (cause) {
      throw new NoCoreError(`nothing answers at ${base}; start it with: ouroboros up`, { cause })
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
