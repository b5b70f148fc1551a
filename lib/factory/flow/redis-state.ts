import type { Redis } from 'ioredis'
import { z } from 'zod'
import { flowTaskSchema, taskEventSchema, type Flow, type FlowTask, type TaskEvent } from '../../contract/factory/flow.ts'
import type { Json } from '../../contract/json.ts'

/** A flow that nobody has touched for so long is forgotten. */
const keepMs = 7 * 24 * 3_600_000
/** More events than any flow has. */
const keepEvents = 10_000

const outputsSchema = z.record(z.string(), z.string().transform((text) => JSON.parse(text) as Json))
const beginningSchema = z.tuple([z.array(z.string()), z.string()])
const newsSchema = z.array(z.tuple([z.string(), z.array(z.tuple([z.string(), z.array(z.string())]))])).nullable()

/** Something that happened to a flow. */
interface News {
  event: TaskEvent
  /** What a task failed with for good, packed; null: the flow goes on. */
  broken: string | null
}

/** A task with all that its agent is told. */
export interface Taken { task: FlowTask; before: Record<string, Json> }

/**
 * A flow in Redis: its tasks, what they came to, what happens to them, and whether it goes on. Each change is one
 * script: it is there whole or not at all, and made twice it is as if made once. What happens is a stream, for a
 * message would be lost on who is away at that moment; whoever reads it knows how far.
 */
export function redisState(redis: Redis, place: string) {
  const keys = (flow: string) => ['tasks', 'done', 'events', 'live'].map((what) => `${place}:flow:${flow}:${what}`) as [tasks: string, done: string, events: string, live: string]
  const haltChannel = `${place}:halt`
  const script = (flow: string, text: string, ...given: (string | number)[]): Promise<unknown> => redis.eval(`${names}${text}`, 4, ...keys(flow), keepMs, keepEvents, haltChannel, flow, ...given)

  return {
    haltChannel,

    /** From now on the tasks of the flow may be worked on. @returns which are complete, and how far its news are known by that */
    async begin({ id: flow, tasks }: Flow): Promise<{ done: string[]; last: string }> {
      const [done, last] = beginningSchema.parse(await script(flow, begin, ...tasks.flatMap((task) => [task.id, JSON.stringify(task)])))
      return { done, last }
    },

    /** Which of its tasks are complete; null: Redis knows nothing of the flow, it has lost its memory. */
    async look(flow: string): Promise<string[] | null> {
      const [tasks, done] = keys(flow)
      return (await redis.exists(tasks)) === 0 ? null : redis.hkeys(done)
    },

    async outputs(flow: string): Promise<Record<string, Json>> {
      return outputsSchema.parse(await redis.hgetall(keys(flow)[1]))
    },

    /** What happened after `last`, as soon as anything has. @param reader a connection that it may block @returns nothing after so many ms */
    async news(reader: Redis, flow: string, last: string, withinMs: number): Promise<{ last: string; news: News[] }> {
      const streams = newsSchema.parse(await reader.xread('BLOCK', withinMs, 'STREAMS', keys(flow)[2], last))
      const entries = streams?.[0]?.[1] ?? []
      return { last: entries.at(-1)?.[0] ?? last, news: entries.map(([, [, event = '', , broken = '']]) => ({ event: taskEventSchema.parse(JSON.parse(event)), broken: broken || null })) }
    },

    /** @returns null where there is nothing to do: it is done, or the flow has been stopped or forgotten */
    async take(flow: string, id: string): Promise<Taken | null> {
      const text = z.string().nullable().parse(await script(flow, take, id))
      if (text === null) return null
      const task = flowTaskSchema.parse(JSON.parse(text))
      if (task.needs.length === 0) return { task, before: {} }
      const outputs = await redis.hmget(keys(flow)[1], ...task.needs)
      const before = outputs.flatMap((output, index) => (output === null ? [] : [[task.needs[index] ?? '', JSON.parse(output) as Json] as const]))
      return before.length === task.needs.length ? { task, before: Object.fromEntries(before) } : null
    },

    tell: (event: TaskEvent): Promise<unknown> => script(event.flow, tell, JSON.stringify(event)),

    /** Whoever comes first has done it. @returns whether that was this one */
    async complete(event: TaskEvent, output: Json): Promise<boolean> {
      return (await script(event.flow, complete, event.task, JSON.stringify(output), JSON.stringify(event))) === 1
    },

    /** A task that is done cannot fail any more. @param broken what the whole flow ends with; null: it is tried again */
    fail: (event: TaskEvent, broken: string | null): Promise<unknown> => script(event.flow, fail, event.task, JSON.stringify(event), broken ?? ''),

    /** Nothing more of it is begun, and who works on it is told. */
    halt: (flow: string): Promise<unknown> => script(flow, halt),

    forget: (flow: string): Promise<unknown> => redis.del(...keys(flow)),
  }
}
export type RedisState = ReturnType<typeof redisState>

const names = `
local tasks, done, events, live = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local keepMs, keepEvents, channel, flow = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local function stay() for _, key in ipairs(KEYS) do redis.call('pexpire', key, keepMs) end end
local function add(event, broken) redis.call('xadd', events, 'maxlen', '~', keepEvents, '*', 'event', event, 'broken', broken); stay() end
local function stop() redis.call('del', live); redis.call('publish', channel, flow) end
`
const begin = `
redis.call('set', live, 1)
redis.call('del', tasks)
for i = 5, #ARGV, 2 do redis.call('hset', tasks, ARGV[i], ARGV[i + 1]) end
stay()
local newest = redis.call('xrevrange', events, '+', '-', 'count', 1)
return {redis.call('hkeys', done), newest[1] and newest[1][1] or '0-0'}`
const take = `
if redis.call('exists', live) == 0 or redis.call('hexists', done, ARGV[5]) == 1 then return false end
return redis.call('hget', tasks, ARGV[5])`
const tell = `
if redis.call('exists', live) == 1 then add(ARGV[5], '') end`
const complete = `
if redis.call('exists', tasks) == 0 or redis.call('hsetnx', done, ARGV[5], ARGV[6]) == 0 then return 0 end
add(ARGV[7], '')
return 1`
const fail = `
if redis.call('exists', live) == 0 or redis.call('hexists', done, ARGV[5]) == 1 then return end
add(ARGV[6], ARGV[7])
if ARGV[7] ~= '' then stop() end`
const halt = `stop()`
