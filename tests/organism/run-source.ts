// Runs an organism's source over cases in a bare child process: no sandbox, only what shows whether source and spec
// belong together. The sandbox has tests of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Json } from '../../lib/contract/json.ts'
import type { Organism, ScriptTask, ServiceTask } from '../../lib/contract/spec.ts'
import type { TrialCase } from '../../lib/contract/ports/trial.ts'
import type { TaskResult } from '../../lib/contract/run.ts'
import { freePort } from '../../lib/process/free-port.ts'

/** One outcome a case, as far as it came: fewer where the program ended or hung on the way. */
interface Ran { results: TaskResult[]; said: string }

const taskHost = `
import { readFileSync, writeSync } from 'node:fs'
const { perform } = await import(process.argv[2])
for (const { task, state } of JSON.parse(readFileSync(0, 'utf8'))) {
  let outcome
  try {
    const answer = state === undefined ? perform(task) : perform(task, state)
    outcome = { ok: true, value: answer ?? null, ms: 0, ...(state === undefined ? {} : { value: answer.result, state: answer.state }) }
  } catch (error) {
    outcome = { ok: false, ms: 0, failure: { phase: 'perform', name: String(error?.name), message: String(error?.message), stack: '', code: null } }
  }
  writeSync(3, JSON.stringify(outcome) + '\\n')
}`

/** @param guardMs after which a child that hangs is ended */
export async function runSource({ manifest, files, spec }: Organism, cases: TrialCase[], guardMs: number): Promise<Ran> {
  const dir = mkdtempSync(join(tmpdir(), 'ouroboros-organism-'))
  try {
    writeFileSync(join(dir, 'package.json'), '{"type":"module"}')
    writeFileSync(join(dir, 'host.js'), taskHost)
    for (const [path, text] of Object.entries(files)) writeFileSync(join(dir, path), text)
    const entry = join(dir, manifest.entry)
    switch (manifest.kind) {
      case 'task': {
        const before = spec.initialState as Json | undefined
        return await runTask(join(dir, 'host.js'), entry, cases.map((one) => (before === undefined ? one : { state: before, ...one })), guardMs)
      }
      case 'script':
        return await runScript(entry, cases, guardMs)
      case 'service':
        return await runService(entry, manifest.healthPath, cases, guardMs)
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function start(args: string[], guardMs: number, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--max-old-space-size=128', ...args], { stdio: ['pipe', 'pipe', 'pipe', 'pipe'], env: { PATH: process.env.PATH, ...env } as unknown as NodeJS.ProcessEnv })
  const guard = globalThis.setTimeout(() => child.kill('SIGKILL'), guardMs)
  const texts = { stdout: '', stderr: '', answers: '' }
  const keep = (name: keyof typeof texts) => (chunk: Buffer) => {
    if (texts[name].length < 4e6) texts[name] += chunk.toString()
    else child.kill('SIGKILL')
  }
  child.stdout.on('data', keep('stdout'))
  child.stderr.on('data', keep('stderr'))
  child.stdio[3]?.on('data', keep('answers'))
  // A program that never reads its input closes the pipe under the writer: its end says enough.
  child.stdin.on('error', () => child.stdin.destroy())
  const closed = once(child, 'close').finally(() => clearTimeout(guard))
  return { child, texts, closed }
}

async function runTask(host: string, entry: string, cases: TrialCase[], guardMs: number): Promise<Ran> {
  const { child, texts, closed } = start([host, entry], guardMs)
  child.stdin.end(JSON.stringify(cases))
  await closed
  // What ended badly has answered nothing, whatever it said before: a promise may be rejected after the answer.
  if (child.exitCode !== 0) return { results: [], said: texts.stdout + texts.stderr }
  return { results: texts.answers.split('\n').slice(0, -1).map((line) => JSON.parse(line) as TaskResult), said: texts.stdout + texts.stderr }
}

async function runScript(entry: string, cases: TrialCase[], guardMs: number): Promise<Ran> {
  const ran: Ran = { results: [], said: '' }
  for (const one of cases) {
    const { args, stdin } = one.task as unknown as ScriptTask
    const { child, texts, closed } = start([entry, ...args], guardMs)
    child.stdin.end(stdin)
    await closed
    ran.said += texts.stderr
    if (child.exitCode === null) break
    // An uncaught error exits with 1 and a trace; word of one's own comes with a code of one's own.
    ran.results.push(child.exitCode === 1
      ? { ok: false, ms: 0, failure: { phase: 'uncaught', name: 'Error', message: texts.stderr.slice(0, 300), stack: '', code: null } }
      : { ok: true, value: { stdout: texts.stdout, exitCode: child.exitCode }, ms: 0 })
  }
  return ran
}

async function runService(entry: string, healthPath: string, cases: TrialCase[], guardMs: number): Promise<Ran> {
  const port = await freePort()
  const { child, texts, closed } = start([entry], guardMs, { PORT: `${port}` })
  const ran: Ran = { results: [], said: '' }
  const ask = async ({ method, path, headers, body }: ServiceTask): Promise<TaskResult | null> => {
    try {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, signal: AbortSignal.timeout(1_000), headers: { ...headers, connection: 'close' }, ...(body === undefined ? {} : { body }) })
      const text = await response.text()
      return { ok: true, value: { status: response.status, body: response.headers.get('content-type')?.includes('json') ? (JSON.parse(text) as Json) : text }, ms: 0 }
    } catch {
      return null
    }
  }
  const healthy = async (): Promise<boolean> => {
    const answer = await ask({ method: 'GET', path: healthPath })
    return answer?.ok === true && (answer.value as { status: number }).status === 200
  }
  while (child.exitCode === null && child.signalCode === null && !(await healthy())) await setTimeout(10)
  for (const one of cases) {
    const answer = await ask(one.task as unknown as ServiceTask)
    if (answer === null) break
    ran.results.push(answer)
  }
  // A service that does not outlive its answers has not given them.
  if (!(await healthy())) ran.results.pop()
  child.kill('SIGKILL')
  await closed
  return { ...ran, said: texts.stdout + texts.stderr }
}
