// The published set: questions as people would ask them, with their right answers. Right or not understood; never wrong.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ask } from '../../lib/ask/ask.ts'
import { warmGuard } from '../../lib/ask/warm-guards.ts'
import type { Answer } from '../../lib/contract/ask.ts'
import type { Question } from './question.ts'
import { questions } from './questions.ts'
import { now, timeZone } from './seeded-scenes.ts'
import { seedLedger, type Seeded } from './seeded-ledger.ts'
import { worldOf, type World } from './world.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let seeded: Seeded
let world: World
beforeAll(async () => {
  seeded = await seedLedger()
  world = worldOf(seeded)
})
afterAll(() => {
  warmGuard(seeded.path).close()
  seeded.cleanup()
})

const inWords = (rows: readonly (readonly unknown[])[]): string => JSON.stringify(rows.map((row) => row.map((value) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value))))
const sorted = (rows: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] => rows.toSorted((a, b) => (inWords([a]) < inWords([b]) ? -1 : 1))

/** The columns that the right answer has; without their names, the first ones. */
function projected({ columns, rows }: Answer, { columns: wanted }: Question, width: number): unknown[][] {
  const places = wanted?.map((name) => columns.findIndex((column) => column.name === name)) ?? Array.from({ length: width }, (_, place) => place)
  return rows.map((row) => places.map((place) => row[place] ?? (place === -1 ? 'no such column' : null)))
}

type Outcome = 'right' | 'wrong' | 'not understood' | 'rightly refused'
async function judge(question: Question): Promise<{ question: string; outcome: Outcome; detail: string }> {
  const answer = await ask({ request: { question: question.question }, ledgerPath: seeded.path, now: () => now, timeZone })
  const said = `${answer.sentence}\n      ${answer.sql?.replaceAll('\n', ' ') ?? ''}`
  if (answer.by === null) return { question: question.question, outcome: question.rows === null ? 'rightly refused' : 'not understood', detail: said }
  if (question.rows === null) return { question: question.question, outcome: 'wrong', detail: said }
  const right = question.rows(world)
  const given = projected(answer, question, right[0]?.length ?? 1)
  const isRight = inWords(question.isOrdered ? given : sorted(given)) === inWords(question.isOrdered ? right : sorted(right))
  return { question: question.question, outcome: isRight ? 'right' : 'wrong', detail: isRight ? said : `${said}\n      given ${inWords(given).slice(0, 300)}\n      right ${inWords(right).slice(0, 300)}` }
}

describe('the published set', () => {
  test('is large and varied enough', () => {
    expect(new Set(questions.map(({ question }) => question)).size).toBe(questions.length)
    expect(questions.length).toBeGreaterThanOrEqual(150)
    expect(questions.filter(({ rows }) => rows === null).length).toBeGreaterThanOrEqual(25)
  })

  test('at least 90 % are answered rightly, and none wrongly', async () => {
    const judged: Awaited<ReturnType<typeof judge>>[] = []
    for (const question of questions) judged.push(await judge(question))
    const count = (outcome: Outcome): number => judged.filter((each) => each.outcome === outcome).length
    const answerable = questions.filter(({ rows }) => rows !== null).length
    const missed = judged.filter(({ outcome }) => outcome === 'wrong' || outcome === 'not understood')
    console.info([`${count('right')} of ${answerable} answered rightly, ${count('not understood')} not understood, ${count('wrong')} wrongly; ${count('rightly refused')} of ${questions.length - answerable} rightly not understood`, ...missed.map(({ question, outcome, detail }) => `  ${outcome}: ${question}\n      ${detail}`)].join('\n'))
    expect(count('right') / answerable).toBeGreaterThanOrEqual(0.9)
    // At most one in a hundred may be wrong; as it is, none is.
    expect(judged.filter(({ outcome }) => outcome === 'wrong')).toEqual([])
  })
})
