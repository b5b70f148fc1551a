import type { Flow } from '../../lib/contract/factory/flow.ts'
import { design } from '../../lib/factory/architect/design.ts'
import type { Agent } from '../../lib/factory/flow/engine.ts'
import { localEngine } from '../../lib/factory/flow/local-engine.ts'
import { memoryStore } from '../../lib/factory/flow/memory-store.ts'
import { planApp } from '../../lib/planner/plan-app.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import type { Figure } from '../figure.ts'
import { never } from './make-in.ts'

/** What an agent takes that asks a model: told by its task, ms. */
const thinks: Agent = async (given) => {
  await clock.sleep((given as { ms: number }).ms)
  return null
}

/** The graph of the shop with agents that take their time: how long all of it takes, beside its longest way and beside one after the other. */
export async function makespan(): Promise<Figure[]> {
  const { components } = design(planApp('an e-commerce platform with catalogue, cart, orders, payments, users and a notifications worker'))
  const task = (id: string, agent: 'analyst' | 'architect' | 'developer' | 'tester' | 'reviewer', ms: number, needs: string[]): Flow['tasks'][number] => ({ id, agent, title: id, input: { ms }, needs })
  const developers = components.map(({ id }, nth) => task(`developer:${id}`, 'developer', 300 + 60 * (nth % 5), ['architect']))
  const tasks = [
    task('analyst', 'analyst', 200, []), task('architect', 'architect', 300, ['analyst']), ...developers, task('tester', 'tester', 350, ['architect']),
    task('reviewer', 'reviewer', 200, [...developers.map(({ id }) => id), 'tester']),
  ]
  const msOf = ({ input }: Flow['tasks'][number]): number => (input as { ms: number }).ms
  const longest = 200 + 300 + Math.max(350, ...developers.map(msOf)) + 200
  const oneByOne = tasks.reduce((sum, each) => sum + msOf(each), 0)
  const spans = new Map<string, { from: number; to: number }>()
  const engine = localEngine({ agents: { analyst: thinks, architect: thinks, developer: thinks, tester: thinks, reviewer: thinks }, store: memoryStore(), clock, atOnce: 32 })
  const began = clock.mono()
  await engine.run({ id: 'bench', tasks }, ({ kind, task: id }) => spans.set(id, { from: spans.get(id)?.from ?? clock.mono(), to: kind === 'task-start' ? Infinity : clock.mono() }), never)
  const took = clock.mono() - began
  const [web, backend] = [spans.get('developer:web'), spans.get('developer:products')]
  const overlapMs = web && backend ? Math.min(web.to, backend.to) - Math.max(web.from, backend.from) : 0
  return [
    { name: `makespan ÷ critical path, ${components.length} modules`, value: took / longest, unit: '×', control: oneByOne / longest, ratio: took / oneByOne, goal: '≤ 1.15; the control is one after the other', met: took / longest <= 1.15 },
    { name: 'frontend and backend written at once', value: overlapMs, unit: 'ms', control: 0, ratio: overlapMs / Math.min(300, 600), goal: '> 0', met: overlapMs > 0 },
  ]
}
