import { afterEach, expect, it } from 'vitest'
import { emptyView, reduceView } from '../../../lib/contract/view.ts'
import { openApiLab } from '../../fixtures/gate/api-lab.ts'

let house: Awaited<ReturnType<typeof openApiLab>>
afterEach(() => house.close())

it('is what folding every event up to there comes to, wherever it is asked', async () => {
  house = await openApiLab()
  house.start()
  await house.addOrganism('bubble-sort')
  for (let round = 0; round < 30; round += 1)
    await house.append({ organism: 'bubble-sort', incident: null, kind: 'organism-state', data: { from: null, to: round % 2 ? 'healthy' : 'paused', reason: `round ${round}` } })
  const { readers } = house.lab
  const events = readers.events({ limit: 1000 })
  const head = readers.head()
  for (const seq of [head, 7, 0, 20, 19, 7, head]) {
    const folded = events.filter((event) => event.seq <= seq).reduce(reduceView, emptyView)
    expect(await readers.viewAt(seq), `at ${seq}`).toEqual(folded)
  }
})

it('is the head for what has not happened, and empty where there is no ledger', async () => {
  house = await openApiLab()
  expect(await house.lab.readers.viewAt(5)).toEqual(emptyView)
  house.start()
  await house.addOrganism('bubble-sort')
  expect(await house.lab.readers.viewAt(9999)).toEqual(house.lab.readers.view())
})

it('answers those who ask at the same time each with their own', async () => {
  house = await openApiLab()
  house.start()
  await house.addOrganism('bubble-sort')
  const head = house.lab.readers.head()
  const views = await Promise.all(Array.from({ length: head + 1 }, (_, seq) => house.lab.readers.viewAt(seq)))
  expect(views.map((view) => view?.seq)).toEqual(Array.from({ length: head + 1 }, (_, seq) => seq))
})
