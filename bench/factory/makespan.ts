import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Json } from '../../lib/contract/json.ts'
import { planningAgents } from '../../lib/factory/agents/agents.ts'
import type { Agent, Agents, FlowEngine } from '../../lib/factory/flow/engine.ts'
import { localEngine } from '../../lib/factory/flow/local-engine.ts'
import { memoryStore } from '../../lib/factory/flow/memory-store.ts'
import { makeApp } from '../../lib/factory/make-app.ts'
import { systemClock as clock } from '../../lib/process/clock.ts'
import { ratioOf, type Figure } from '../figure.ts'
import { longestPath } from './longest-path.ts'
import { never } from './make-in.ts'

const shop = 'an e-commerce platform with catalogue, cart, orders, payments, users and a notifications worker'
const [frontend, backend] = ['developer:web', 'developer:products']

/** How long a task is thought about, ms: by its place in its flow, so that no two side by side take the same. */
const thinkMs = (nth: number): number => 300 + 60 * (nth % 5)

interface Span { from: number; to: number }
/** `longestMs`: what its flows take at least. `tookMs`: what they took. */
interface Making { modules: number; longestMs: number; tookMs: number; overlapMs: number }

/** The shop, made by agents that take their time, side by side and one after the other: how long its flows take beside their longest path, and whether the frontend is written while the backend is. */
export async function makespan(): Promise<Figure[]> {
  const together = await makeShop(Infinity)
  const alone = await makeShop(1)
  const [value, control] = [together.tookMs / together.longestMs, alone.tookMs / alone.longestMs]
  return [
    { name: `makespan ÷ critical path, ${together.modules} modules`, value, unit: '×', control, ratio: ratioOf(value, control), goal: '≤ 1.15; the control is one after the other', met: value <= 1.15 },
    {
      name: 'frontend and backend written at once', value: together.overlapMs, unit: 'ms', control: alone.overlapMs, ratio: ratioOf(together.overlapMs, alone.overlapMs),
      goal: '> 0; the control is one after the other', met: together.overlapMs > 0,
    },
  ]
}

async function makeShop(atOnce: number): Promise<Making> {
  const root = mkdtempSync(join(tmpdir(), 'bench-makespan-'))
  const own = localEngine({ agents: thinking(planningAgents), store: memoryStore(), clock, atOnce })
  const spans = new Map<string, Span>()
  let [longestMs, tookMs] = [0, 0]
  /** As the factory asks for its flows, one after the other; the files that it writes are no part of them. */
  const engine: FlowEngine = {
    forget: own.forget,
    async run(flow, onEvent, stop) {
      const tasks = flow.tasks.map((task, nth) => ({ ...task, input: { ms: thinkMs(nth), given: task.input } }))
      longestMs += longestPath(tasks.map(({ id, needs, input: { ms } }) => ({ id, needs, ms })))
      const began = clock.mono()
      const outputs = await own.run({ ...flow, tasks }, onEvent, stop)
      tookMs += clock.mono() - began
      return outputs
    },
  }
  try {
    const onEvent: Parameters<FlowEngine['run']>[1] = ({ kind, task, ms }) => {
      if (kind === 'task-complete') spans.set(task, { from: clock.mono() - (ms ?? 0), to: clock.mono() })
    }
    const { registry } = await makeApp({ root, sentence: shop, edited: null }, { engine, clock, onEvent, stop: never })
    return { modules: registry.components.length, longestMs, tookMs, overlapMs: overlap(spans.get(frontend), spans.get(backend)) }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** Each thinks first, as long as its task says, as one does that asks a model. */
const thinking = (agents: Agents): Agents => Object.fromEntries(Object.entries(agents).map(([name, agent]): [string, Agent] => [name, async (told, before, stop) => {
  const { ms, given } = told as { ms: number; given: Json }
  await clock.sleep(ms, stop)
  return agent(given, before, stop)
}]))

function overlap(one: Span | undefined, other: Span | undefined): number {
  if (one === undefined || other === undefined) throw new Error(`nobody has written ${one === undefined ? frontend : backend}`)
  return Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from))
}
