import { describe, expect, it } from 'vitest'
import type { Json } from '../../lib/contract/json.ts'
import type { RunRequest } from '../../lib/contract/ports/sandbox.ts'
import { Conversation } from '../../lib/process/conversation.ts'
import { ManualClock } from './manual-clock.ts'

interface Frame { kind: string; id: number; task?: Json; state?: Json }

function open(work: RunRequest['work']) {
  const clock = new ManualClock()
  const sent: Frame[] = []
  const heard: string[] = []
  const limits = { timeoutMs: 100, heapMb: 64, rssMb: 200, cpuSeconds: 1, outputBytes: 1000 }
  const talk = new Conversation({
    request: { files: {}, entry: 'main.js', limits, network: 'none', work },
    clock,
    send: (frame) => sent.push(frame as Frame),
    onTimeout: () => heard.push('timeout'),
    onNonsense: () => heard.push('nonsense'),
    onExit: () => heard.push('exit'),
    onAnswer: () => undefined,
  })
  const last = (): Frame => sent.at(-1) ?? { kind: 'nothing', id: 0 }
  return { clock, sent, heard, talk, last, answer: (value: Json, state?: Json) => talk.take({ kind: 'answer', id: last().id, value, state }) }
}

describe('the conversation with a host', () => {
  it('asks the next task only when the one before is answered, and then ends', async () => {
    const { clock, heard, talk, last, answer, sent } = open({ mode: 'perform', tasks: ['a', 'b'] })
    await talk.begin()
    expect(last()).toMatchObject({ kind: 'order', mode: 'perform' })
    talk.take({ kind: 'loaded' })
    expect(last()).toMatchObject({ kind: 'task', task: 'a' })
    await clock.move(30)
    expect(sent).toHaveLength(2)
    answer(1)
    expect(last()).toMatchObject({ kind: 'task', task: 'b' })
    answer(2)
    expect(last()).toEqual({ kind: 'end' })
    expect(talk.results).toEqual([{ ok: true, value: 1, ms: 30 }, { ok: true, value: 2, ms: 0 }])
    expect(heard).toEqual([])
  })

  it('gives each task its own time, and so the loading before and the end after', async () => {
    for (const steps of [0, 1, 2]) {
      const { clock, heard, talk, answer } = open({ mode: 'perform', tasks: [1] })
      await talk.begin()
      if (steps > 0) {
        await clock.move(90)
        talk.take({ kind: 'loaded' })
      }
      if (steps > 1) {
        await clock.move(90)
        answer(1)
      }
      await clock.move(99)
      expect(heard).toEqual([])
      await clock.move(1)
      expect(heard).toEqual(['timeout'])
    }
  })

  it('passes on the state that a task left, or gives each its own, null included', async () => {
    const passing = open({ mode: 'perform', tasks: [1, 2], state: 5 })
    passing.talk.take({ kind: 'loaded' })
    expect(passing.last().state).toBe(5)
    passing.answer(1, null)
    expect(passing.last().state).toBeNull()
    const own = open({ mode: 'perform', tasks: [1, 2], states: [null, 7] })
    own.talk.take({ kind: 'loaded' })
    expect(own.last().state).toBeNull()
    own.answer(1, 99)
    expect(own.last().state).toBe(7)
  })

  it('counts no answer that comes when the run is being ended, and waits for nothing more', async () => {
    const { clock, heard, talk, answer, sent } = open({ mode: 'perform', tasks: [1, 2] })
    await talk.begin()
    talk.take({ kind: 'loaded' })
    talk.end()
    const { length } = sent
    answer(1)
    talk.take({ kind: 'exit', code: 3 })
    await clock.move(1000)
    expect([talk.results, sent.length, heard, talk.announcedExit]).toEqual([[], length, ['exit'], 3])
  })

  it('says nothing to a host that is ready too late', async () => {
    const { talk, sent } = open({ mode: 'perform', tasks: [1] })
    talk.end()
    await talk.begin()
    expect(sent).toEqual([])
  })
})
