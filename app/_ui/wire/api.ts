import type { Problem } from '../../../lib/contract/api.ts'
import { signInHref } from '../access/come-back.ts'

/** Where the engine answers: this page's own origin, unless the page was served apart from it. */
export function watcherUrl(): string {
  return document.documentElement.dataset.watcher ?? ''
}

/** A request that was answered with no: what was wrong, and the way out. */
export class ProblemError extends Error {
  readonly code: string
  readonly wayOut: string

  constructor(problem: Pick<Problem, 'detail' | 'code' | 'wayOut'>) {
    super(problem.detail)
    this.name = 'ProblemError'
    this.code = problem.code
    this.wayOut = problem.wayOut
  }
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await ask(path, { signal: signal ?? null })).json() as Promise<T>
}

export async function getText(path: string, signal?: AbortSignal): Promise<string> {
  return (await ask(path, { signal: signal ?? null })).text()
}

/** What goes with a request besides its body. */
export interface Covering {
  /** Why it is asked for, in the words of who asks: it is kept with the command. */
  reason?: string
  signal?: AbortSignal
}

export async function sendJson<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body: unknown = {}, { reason = '', signal }: Covering = {}): Promise<T> {
  const why = reason.trim() === '' ? {} : { 'ouroboros-reason': encodeURIComponent(reason.trim()) }
  const answer = await ask(path, { method, headers: { 'content-type': 'application/json', ...why }, body: JSON.stringify(body), signal: signal ?? null })
  return answer.json() as Promise<T>
}

/** Bytes as they are: an archive. */
export async function sendBytes<T>(path: string, body: Blob): Promise<T> {
  const answer = await ask(path, { method: 'POST', headers: { 'content-type': 'application/zip' }, body })
  return answer.json() as Promise<T>
}

/** @throws ProblemError for every answer that is not a success, and where none came */
async function ask(path: string, init: RequestInit): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(watcherUrl() + path, watcherUrl() === '' ? init : { ...init, credentials: 'include' })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ProblemError({ detail: 'The engine did not answer.', code: 'unreachable', wayOut: 'See that it still runs; this page keeps trying by itself.' })
  }
  if (answer.ok) return answer
  const problem = await readProblem(answer)
  // Whoever was signed in is so no more. What was on the page is found again.
  if (problem.code === 'sign-in-needed' && location.pathname !== '/sign-in') location.assign(signInHref(location.pathname + location.search))
  throw new ProblemError(problem)
}

async function readProblem(answer: Response): Promise<Pick<Problem, 'detail' | 'code' | 'wayOut'>> {
  const isProblem = answer.headers.get('content-type')?.includes('json')
  const problem = isProblem ? ((await answer.json()) as Partial<Problem>) : {}
  return {
    detail: problem.detail ?? problem.title ?? `The engine answered ${answer.status} ${answer.statusText}.`,
    code: problem.code ?? `http-${answer.status}`,
    wayOut: problem.wayOut ?? 'Try again; if it stays so, look at the log of the engine.',
  }
}

/** What to tell a person about anything that was thrown. */
export function explain(error: unknown): { detail: string; wayOut: string } {
  if (error instanceof ProblemError) return { detail: error.message, wayOut: error.wayOut }
  return { detail: error instanceof Error ? error.message : String(error), wayOut: 'Try again.' }
}
