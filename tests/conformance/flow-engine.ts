import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ModelUnreachableError, OuroborosError, SentenceError } from '../../lib/contract/errors.ts'
import type { Flow, FlowTask, TaskEvent } from '../../lib/contract/factory/flow.ts'
import type { Json } from '../../lib/contract/json.ts'
import type { Agent, Agents, FlowEngine } from '../../lib/factory/flow/engine.ts'

/** One place where flows can be, and the processes that work on them: four tasks at once. */
export interface FlowHouse {
  /** As a process of its own would, beside those that were opened before. All are given the same agents. */
  open: (agents: Agents) => FlowEngine | Promise<FlowEngine>
  /** Closes everything that was opened, and removes it. */
  cleanup: () => Promise<void>
}

const task = (id: string, ...needs: string[]): FlowTask => ({ id, agent: 'developer', title: `make ${id}`, input: id, needs })
const diamond = [task('a'), task('b', 'a'), task('c', 'a'), task('d', 'b', 'c')]
const never = new AbortController().signal
const inWords = ({ kind, task: id, attempt }: TaskEvent): string => `${kind} ${id} ${attempt}`

/** What every implementation of FlowEngine must do. */
export function describeFlowEngine(name: string, build: () => FlowHouse | Promise<FlowHouse>): void {
  describe(`${name} flow engine`, () => {
    let house: FlowHouse
    let events: TaskEvent[]
    /** What was begun, and in what order. */
    let begun: string[]
    const listen = (event: TaskEvent): void => void events.push(event)
    const lines = (): string[] => events.map(inWords)
    const flow = (...tasks: FlowTask[]): Flow => ({ id: 'flow:one', tasks })
    const developer = (work: (id: string, before: Readonly<Record<string, Json>>, stop: AbortSignal) => Promise<Json> | Json): Agents => ({
      developer: (async (given, before, stop) => {
        const id = z.string().parse(given)
        begun.push(id)
        return work(id, before, stop)
      }) satisfies Agent,
    })
    beforeEach(async () => {
      events = []
      begun = []
      house = await build()
    })
    afterEach(() => house.cleanup())

    test('does what is needed first, tells what came of it, and returns all', async () => {
      const engine = await house.open(developer((id, before) => ({ id, before })))
      const [a, b, c] = [{ id: 'a', before: {} }, { id: 'b', before: { a: { id: 'a', before: {} } } }, { id: 'c', before: { a: { id: 'a', before: {} } } }]
      expect(await engine.run(flow(...diamond.toReversed()), listen, never)).toEqual({ a, b, c, d: { id: 'd', before: { b, c } } })
      expect(begun[0]).toBe('a')
      expect(begun.at(-1)).toBe('d')
      expect(begun.toSorted()).toEqual(['a', 'b', 'c', 'd'])
    })

    test('tells of each start and end once, by whom, and how long it took', async () => {
      const engine = await house.open(developer((id) => id))
      await engine.run(flow(...diamond), listen, never)
      expect(lines().toSorted()).toEqual(['a', 'b', 'c', 'd'].flatMap((id) => [`task-complete ${id} 1`, `task-start ${id} 1`]).toSorted())
      for (const { id, needs } of diamond) {
        for (const need of needs) expect(lines().indexOf(`task-complete ${need} 1`)).toBeLessThan(lines().indexOf(`task-start ${id} 1`))
        expect(lines().indexOf(`task-start ${id} 1`)).toBeLessThan(lines().indexOf(`task-complete ${id} 1`))
      }
      for (const event of events) {
        expect(event).toMatchObject({ flow: 'flow:one', agent: 'developer', title: `make ${event.task}`, worker: expect.stringMatching(/./), why: null })
        if (event.kind === 'task-start') expect(event.ms).toBeNull()
        else expect(event.ms).toBeGreaterThanOrEqual(0)
      }
    })

    test('does at the same time what does not need each other', async () => {
      // Each waits for the other: one after the other they would never end.
      const there = { b: Promise.withResolvers<void>(), c: Promise.withResolvers<void>() }
      const engine = await house.open(developer(async (id) => {
        if (id === 'b' || id === 'c') {
          there[id].resolve()
          await there[id === 'b' ? 'c' : 'b'].promise
        }
        return id
      }))
      expect(await engine.run(flow(...diamond), listen, never)).toEqual({ a: 'a', b: 'b', c: 'c', d: 'd' })
      expect(Math.max(lines().indexOf('task-start b 1'), lines().indexOf('task-start c 1'))).toBeLessThan(Math.min(lines().indexOf('task-complete b 1'), lines().indexOf('task-complete c 1')))
    })

    test('carries any JSON, null and odd keys among it', async () => {
      const odd: Json = { '': null, 'ż "quoted"\n': [0, -1.5, true, '', { constructor: [] }], '__proto__x': '\u0000\u2028' }
      const engine = await house.open(developer((_id, before) => before['a'] ?? odd))
      expect(await engine.run(flow(task('a'), task('b', 'a')), listen, never)).toEqual({ a: odd, b: odd })
    })

    test('what comes to null is done, too', async () => {
      const engine = await house.open(developer((_id, before) => ('a' in before ? before['a'] ?? null : null)))
      expect(await engine.run(flow(task('a'), task('b', 'a')), listen, never)).toEqual({ a: null, b: null })
    })

    test('a failure breaks the flow: nothing that needs it is begun, and the error is as it was', async () => {
      const engine = await house.open(developer((id) => {
        if (id === 'b') throw new SentenceError('nothing can be made of it')
        return id
      }))
      const error: unknown = await engine.run(flow(...diamond), listen, never).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(OuroborosError)
      expect(error).toMatchObject({ name: 'SentenceError', code: 'sentence-invalid', message: 'nothing can be made of it', isRetryable: false })
      expect(begun.filter((id) => id === 'b')).toHaveLength(1)
      expect(begun).not.toContain('d')
      expect(events.filter(({ kind }) => kind === 'task-fail')).toMatchObject([{ task: 'b', attempt: 1, why: 'nothing can be made of it' }])
    })

    test('what failed for another reason than the request is tried again, once', async () => {
      let fails = 1
      const engine = await house.open(developer((id) => {
        if (id === 'a' && fails-- > 0) throw new ModelUnreachableError('nobody answers')
        return id
      }))
      expect(await engine.run(flow(task('a'), task('b', 'a')), listen, never)).toEqual({ a: 'a', b: 'b' })
      expect(lines()).toEqual(['task-start a 1', 'task-fail a 1', 'task-start a 2', 'task-complete a 2', 'task-start b 1', 'task-complete b 1'])
    })

    test('and not more than once', async () => {
      const engine = await house.open(developer(() => { throw new ModelUnreachableError('nobody answers') }))
      await expect(engine.run(flow(task('a'), task('b', 'a')), listen, never)).rejects.toMatchObject({ code: 'model-unreachable', isRetryable: true, message: 'nobody answers' })
      expect(lines()).toEqual(['task-start a 1', 'task-fail a 1', 'task-start a 2', 'task-fail a 2'])
    })

    test('goes on where it was broken off, with what was done, in another process too', async () => {
      let isBroken = true
      const agents = developer((id) => {
        if (id === 'd' && isBroken) throw new RangeError('not yet')
        return `${id} done`
      })
      const engine = await house.open(agents)
      await expect(engine.run(flow(...diamond), listen, never)).rejects.toThrow('not yet')
      isBroken = false
      events = []
      begun = []
      const other = await house.open(agents)
      expect(await other.run(flow(...diamond), listen, never)).toEqual({ a: 'a done', b: 'b done', c: 'c done', d: 'd done' })
      expect(begun).toEqual(['d'])
      expect(lines()).toEqual(['task-start d 1', 'task-complete d 1'])
      // All of it is done: nothing is left to do, or to tell.
      expect(await engine.run(flow(...diamond), listen, never)).toEqual({ a: 'a done', b: 'b done', c: 'c done', d: 'd done' })
      expect(begun).toEqual(['d'])
    })

    test('does anew what was forgotten, and nothing else', async () => {
      const engine = await house.open(developer((id) => id))
      await engine.run(flow(task('a')), listen, never)
      await engine.run({ id: 'flow:two', tasks: [task('b')] }, listen, never)
      await engine.forget('flow:one')
      await engine.forget('never:was')
      await engine.run(flow(task('a')), listen, never)
      await engine.run({ id: 'flow:two', tasks: [task('b')] }, listen, never)
      expect(begun).toEqual(['a', 'b', 'a'])
    })

    test('a stop ends the wait, and nothing more is begun until the flow is taken up again', async () => {
      const stop = new AbortController()
      let isFirst = true
      const engine = await house.open(developer(async (id, _before, signal) => {
        if (id !== 'b' || !isFirst) return id
        isFirst = false
        const stopped = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
        stop.abort(new Error('Ctrl-C'))
        return stopped
      }))
      await expect(engine.run(flow(task('a'), task('b', 'a'), task('c', 'b')), listen, stop.signal)).rejects.toThrow('Ctrl-C')
      expect(begun).toEqual(['a', 'b'])
      expect(await engine.run(flow(task('a'), task('b', 'a'), task('c', 'b')), listen, never)).toEqual({ a: 'a', b: 'b', c: 'c' })
      expect(begun).toEqual(['a', 'b', 'b', 'c'])
    })

    test('what was stopped before it began begins nothing', async () => {
      const engine = await house.open(developer((id) => id))
      await expect(engine.run(flow(task('a')), listen, AbortSignal.abort(new Error('Ctrl-C')))).rejects.toThrow('Ctrl-C')
      expect([begun, events]).toEqual([[], []])
    })

    test.each<[string, FlowTask[], RegExp]>([
      ['needs itself', [task('x'), task('a', 'b'), task('b', 'a')], /a needs itself/],
      ['needs one that there is not', [task('x'), task('a', 'ghost')], /a needs ghost, which there is not/],
      ['is there twice', [task('x'), task('x')], /two of its tasks have one id/],
    ])('a flow with a task that %s is refused before anything is begun', async (_what, tasks, why) => {
      const engine = await house.open(developer((id) => id))
      await expect(engine.run(flow(...tasks), listen, never)).rejects.toThrow(why)
      expect([begun, events]).toEqual([[], []])
    })

    test('an agent that there is not is a failure that says so', async () => {
      const engine = await house.open(developer((id) => id))
      await expect(engine.run(flow(task('a'), { ...task('b', 'a'), agent: 'reviewer' }), listen, never)).rejects.toThrow('there is no reviewer')
      expect(lines()).toEqual(['task-start a 1', 'task-complete a 1', 'task-start b 1', 'task-fail b 1'])
    })

    test('flows of different ids do not know of each other', async () => {
      const engine = await house.open(developer((id, before) => [id, ...Object.keys(before)]))
      const [one, two] = await Promise.all([engine.run(flow(...diamond), listen, never), engine.run({ id: 'flow:two', tasks: [task('a'), task('z', 'a')] }, listen, never)])
      expect(one['d']).toEqual(['d', 'b', 'c'])
      expect(two).toEqual({ a: ['a'], z: ['z', 'a'] })
      expect(begun.filter((id) => id === 'a')).toHaveLength(2)
    })

    test('many tasks, wide and deep, each once', async () => {
      const tasks = Array.from({ length: 60 }, (_, index) => task(`t${index}`, ...(index < 10 ? [] : [`t${index - 10}`, `t${index - 9}`])))
      const engine = await house.open(developer((id) => id))
      const outputs = await engine.run(flow(...tasks), listen, never)
      expect(Object.keys(outputs)).toEqual(tasks.map(({ id }) => id))
      expect(begun.toSorted()).toEqual(tasks.map(({ id }) => id).toSorted())
      expect(new Set(lines()).size).toBe(120)
      expect(events).toHaveLength(120)
    })
  })
}
