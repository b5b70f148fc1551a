import { setTimeout as sleep } from 'node:timers/promises'
import { median, percentile, type Figure } from '../figure.ts'
import { inPieces, wholeFile } from './answer.ts'
import type { Lab } from './open-lab.ts'

/**
 * From the moment that the provider writes the first token of an answer to the moment that a page has it, which follows
 * the organism; and to the moment that it has the event with which the answer ends, which is what a page without
 * streaming waits for. Provider and page are in this process: one clock.
 */

const rounds = 12
const everyMs = 20
/** Larger than tokens, or the control would take most of a minute. */
const pieceChars = 40
const mostMs = 100

export async function firstTokens({ original, server, configure, breakAndHeal }: Lab): Promise<Figure[]> {
  await configure({ rungs: ['resident', 'rollback'] })
  const pieces = inPieces(wholeFile('organism.js', original), pieceChars)
  const streamed: number[] = []
  const whole: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    let firstAt = Number.NaN
    server.script(async ({ model }, response) => {
      const line = (content: string, done: boolean): string => `${JSON.stringify({ model, message: { role: 'assistant', content }, done, ...(done && { done_reason: 'stop', prompt_eval_count: 700, eval_count: 300 }) })}\n`
      response.writeHead(200, { 'content-type': 'application/x-ndjson' })
      response.flushHeaders()
      for (const piece of pieces) {
        await sleep(everyMs)
        if (Number.isNaN(firstAt)) firstAt = performance.now()
        response.write(line(piece, false))
      }
      response.end(line('', true))
    })
    const { heard, close } = await breakAndHeal()
    if (close.data.end !== 'healed' || close.data.rung !== 'resident') throw new Error(`${close.data.end} by ${close.data.rung}: ${close.data.why}`)
    const first = heard.find((one) => 'thought' in one && one.thought.offset === 0)
    const ended = heard.find((one) => 'event' in one && one.event.kind === 'model-answer')
    if (!first || !ended) throw new Error('the page was not told of the answer')
    streamed.push(first.at - firstAt)
    whole.push(ended.at - firstAt)
  }
  const figure = (what: string, value: number, control: number): Figure => ({
    name: `first token to page, ${what} of ${rounds}`, value, unit: 'ms', control, ratio: value / control,
    goal: `≤ ${mostMs} ms; control: the event at the end of ${pieces.length} pieces, ${everyMs} ms apart`, met: value <= mostMs,
  })
  return [figure('median', median(streamed), median(whole)), figure('p95', percentile(streamed, 95), percentile(whole, 95))]
}
