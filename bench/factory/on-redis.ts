import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Flow } from '../../lib/contract/factory/flow.ts'
import { redisEngine } from '../../lib/factory/flow/redis-engine.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { startRedis } from '../../tests/fixtures/redis-server.ts'
import { ratioOf, type Figure } from '../figure.ts'
import { never } from './make-in.ts'

const tasks = 120
const killAfter = 30

/** `done`: tasks that came to what they were to come to. `inherited`: those that one worker began and another one ended. */
interface Working { rate: number; done: number; inherited: number }

/** Tasks that need nothing of each other, done by one worker and by two, which are processes of their own; then one of two is killed. */
export async function onRedis(): Promise<Figure[]> {
  const redis = await startRedis()
  const workers: ChildProcess[] = []
  try {
    const one = await work(redis.url, 'one', 1, workers)
    const two = await work(redis.url, 'two', 2, workers)
    const killed = await work(redis.url, 'killed', 2, workers, (all) => all[0]?.kill('SIGKILL'))
    const [speedUp, lost] = [ratioOf(two.rate, one.rate), tasks - killed.done]
    return [
      { name: 'two workers on Redis ÷ one', value: two.rate, unit: 'tasks/s', control: one.rate, ratio: speedUp, goal: 'ratio ≥ 1.8', met: speedUp !== null && speedUp >= 1.8 },
      {
        name: 'tasks lost when one of two workers is killed', value: lost, unit: 'tasks', control: killed.inherited, ratio: ratioOf(lost, killed.inherited),
        goal: '0; the control is what it had begun, lost if nobody took it over', met: lost === 0,
      },
    ]
  } finally {
    for (const worker of workers) worker.kill('SIGKILL')
    await redis.remove()
  }
}

/** @param strike told the workers once, when some of the tasks are done */
async function work(url: string, name: string, count: number, workers: ChildProcess[], strike: (all: readonly ChildProcess[]) => void = () => undefined): Promise<Working> {
  const own = await Promise.all(Array.from({ length: count }, async () => {
    const worker = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.resolve('./redis-worker.ts')), url, name], { stdio: ['ignore', 'pipe', 'inherit'] })
    workers.push(worker)
    await once(worker.stdout, 'data')
    return worker
  }))
  const flow: Flow = { id: name, tasks: Array.from({ length: tasks }, (_, nth) => ({ id: `t${nth}`, agent: 'developer', title: `t${nth}`, input: nth, needs: [] })) }
  const engine = await redisEngine({ url, name })
  try {
    const begunBy = new Map<string, string>()
    let [complete, inherited] = [0, 0]
    const began = clock.mono()
    const outputs = await engine.run(flow, ({ kind, task, worker }) => {
      const first = begunBy.get(task) ?? worker
      begunBy.set(task, first)
      if (kind !== 'task-complete') return
      if (worker !== first) inherited += 1
      if ((complete += 1) === killAfter) strike(own)
    }, never)
    return { rate: tasks / ((clock.mono() - began) / 1_000), done: flow.tasks.filter(({ id, input }) => outputs[id] === input).length, inherited }
  } finally {
    await engine.close()
    for (const worker of own) worker.kill('SIGKILL')
  }
}
