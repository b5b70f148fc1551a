import type { Json } from '../contract/json.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { TaskResult } from '../contract/run.ts'
import type { ServiceRequest, ServiceTask } from '../contract/spec.ts'

/** An answer beyond this is cut off: a service under test must not fill the core's memory. */
const maxBodyBytes = 1_000_000

/**
 * Real HTTP requests to a service on loopback: those before, and the one that counts. Redirects are answers, not orders.
 * @param timeoutMs of each request
 * @returns `value` is a ServiceResult; a failure carries the socket's error code, or ETIMEDOUT
 */
export async function askService(port: number, task: ServiceTask, timeoutMs: number, clock: Clock): Promise<TaskResult> {
  const before: Json[] = []
  for (const earlier of task.before ?? []) {
    const outcome = await askOnce(port, earlier, timeoutMs, clock)
    if (!outcome.ok) return outcome
    before.push(outcome.value)
  }
  const last = await askOnce(port, task, timeoutMs, clock)
  return last.ok && task.isWhole === true ? { ...last, value: { ...(last.value as { [key: string]: Json }), before } } : last
}

async function askOnce(port: number, task: ServiceRequest, timeoutMs: number, clock: Clock): Promise<TaskResult> {
  const started = clock.mono()
  try {
    const service = new URL(`http://127.0.0.1:${port}`)
    const url = new URL(task.path, service)
    // “//host/” is a path to whoever draws it, and another host to a URL.
    if (url.host !== service.host) throw new TypeError(`${task.path} leads away from the service`)
    const response = await fetch(url, {
      method: task.method,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      // A kept connection would outlive the process that it led to.
      headers: { connection: 'close', ...task.headers },
      ...(task.body === undefined ? {} : { body: task.body }),
    })
    const text = await readBounded(response)
    const body = response.headers.get('content-type')?.includes('json') ? parsed(text) : text
    return { ok: true, value: { status: response.status, body }, ms: clock.mono() - started }
  } catch (error) {
    const ms = clock.mono() - started
    const root = rootCause(error)
    const timedOut = root.name === 'TimeoutError'
    return {
      ok: false, ms,
      failure: {
        phase: 'perform',
        name: timedOut ? 'TimeoutError' : root.name,
        message: timedOut ? `no answer on ${task.path} within ${timeoutMs} ms` : root.message.slice(0, 4000),
        stack: '',
        code: timedOut ? 'ETIMEDOUT' : root.code ?? null,
      },
    }
  }
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBodyBytes) throw new RangeError(`the answer is larger than ${maxBodyBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** What claims to be JSON and is not stays text: the oracle will see that it is wrong. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

function rootCause(error: unknown): Error & { code?: string } {
  let at: unknown = error
  while (at instanceof Error && at.cause instanceof Error) at = at.cause
  return at instanceof Error ? at : new Error(String(at))
}
