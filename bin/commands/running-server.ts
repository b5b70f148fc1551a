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
  const base = `http://localhost:${port ?? loadConfig().port}`

  async function ask<T>(path: string, init: RequestInit, schema: z.ZodType<T>): Promise<T> {
    let response: Response
    try {
      response = await fetch(`${base}${path}`, init)
    } catch (cause) {
      throw new NoCoreError(`nothing answers at ${base}; start it with: ouroboros up`, { cause })
    }
    const body: unknown = await response.json().catch(() => null)
    if (response.ok) return schema.parse(body)
    const problem = problemSchema.safeParse(body)
    if (!problem.success) throw new NoCoreError(`${base}${path} answered ${response.status} with something that is no problem+json: is this Ouroboros?`)
    throw new RequestInvalidError(`${problem.data.detail} ${problem.data.wayOut}`)
  }

  return {
    get: (path, schema) => ask(path, {}, schema),
    post: (path, body, schema) => ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, schema),
  }
}
