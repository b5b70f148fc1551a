import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Flow } from '../../lib/contract/factory/flow.ts'
import { redisEngine } from '../../lib/factory/flow/redis-engine.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { startRedis } from '../../tests/fixtures/redis-server.ts'
import type { Figure } from '../figure.ts'
import { never } from './make-in.ts'

const tasks = 120
const killAfter = 30

/** Tasks that need nothing of each other, done by one worker and by two, which are processes of their own; then one of two is killed. */
export async function onRedis(): Promise<Figure[]> {
  const redis = await startRedis()
  const workers: ChildProcess[] = []
  try {
    const one = await perSecond(redis.url, 'one', 1, workers)
    const two = await perSecond(redis.url, 'two', 2, workers)
    const killed = await perSecond(redis.url, 'killed', 2, workers, (all) => all[0]?.kill('SIGKILL'))
    return [
      { name: 'two workers on Redis ÷ one', value: two.rate, unit: 'tasks/s', control: one.rate, ratio: two.rate / one.rate, goal: 'ratio ≥ 1.8', met: two.rate / one.rate >= 1.8 },
      { name: 'tasks lost when one of two workers is killed', value: tasks - killed.done, unit: 'tasks', control: tasks - two.done, ratio: 0, goal: '0', met: killed.done === tasks },
    ]
  } finally {
    for (const worker of workers) worker.kill('SIGKILL')
    await redis.remove()
  }
}

async function perSecond(url: string, name: string, count: number, workers: ChildProcess[], strike: (all: readonly ChildProcess[]) => void = () => undefined): Promise<{ rate: number; done: number }> {
  const own = await Promise.all(Array.from({ length: count }, async () => {
    const worker = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.resolve('./redis-worker.ts')), url, name], { stdio: ['ignore', 'pipe', 'inherit'] })
    workers.push(worker)
    await once(worker.stdout, 'data')
    return worker
  }))
  const flow: Flow = { id: name, tasks: Array.from({ length: tasks }, (_, nth) => ({ id: `t${nth}`, agent: 'developer', title: `t${nth}`, input: nth, needs: [] })) }
  const engine = await redisEngine({ url, name })
  let complete = 0
  const began = clock.mono()
  const outputs = await engine.run(flow, ({ kind }) => {
    if (kind === 'task-complete' && (complete += 1) === killAfter) strike(own)
  }, never)
  const seconds = (clock.mono() - began) / 1_000
  await engine.close()
  for (const worker of own) worker.kill('SIGKILL')
  return { rate: tasks / seconds, done: flow.tasks.filter(({ id, input }) => outputs[id] === input).length }
}
