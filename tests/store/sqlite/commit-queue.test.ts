import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { LedgerUnavailableError, StaleEpochError } from '../../../lib/contract/errors.ts'
import { CommitQueue } from '../../../lib/store/sqlite/commit-queue.ts'

/** A transaction that works only while nothing is wrong. */
function open(isPatient: boolean) {
  const state = { wrong: null as Error | null, commits: [] as string[][] }
  const told: (string | null)[] = []
  const queue = new CommitQueue((body) => {
    if (state.wrong) throw state.wrong
    state.commits.push([])
    body()
  }, isPatient ? { onTrouble: (why) => void told.push(why) } : null)
  const write = (what: string) => queue.run(1, () => {
    state.commits.at(-1)?.push(what)
    return what
  })
  return { state, told, queue, write }
}
const full = new LedgerUnavailableError('the disk is full')

test('with patience, what cannot be written waits, in order, and is told once', async () => {
  const { state, told, write } = open(true)
  state.wrong = full
  const first = [write('a'), write('b')]
  await sleep(300)
  const later = write('c')
  state.wrong = new LedgerUnavailableError('it is read-only')
  await sleep(300)
  state.wrong = null
  expect(await Promise.all([...first, later])).toEqual(['a', 'b', 'c'])
  expect(state.commits.flat()).toEqual(['a', 'b', 'c'])
  expect(told).toEqual(['the disk is full', 'it is read-only', null])
})

test('without patience, and of what is no matter of time, it is refused', async () => {
  const plain = open(false)
  plain.state.wrong = full
  await expect(plain.write('a')).rejects.toBe(full)
  const patient = open(true)
  patient.state.wrong = new StaleEpochError('over')
  await expect(patient.write('a')).rejects.toThrow('over')
  expect(patient.told).toEqual([])
})

test('at the end what still cannot be written is refused, and nobody waits for ever', async () => {
  const { state, queue, write } = open(true)
  state.wrong = full
  const waiting = write('a')
  const refused = expect(waiting).rejects.toBe(full)
  queue.drain()
  await refused
})
