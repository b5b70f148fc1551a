import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { rootDir } from '../../lib/config.ts'
import { historyOf } from '../simulation/history-of.ts'
import { playSeed } from '../simulation/play-seed.ts'

/** Ends with its exit code, and all that it said. */
function simulate(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'tests/simulation/run.ts', ...args], { cwd: rootDir, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said += text })
  return new Promise((resolve, reject) => child.once('error', reject).once('close', (code) => resolve({ code, said })))
}

test('in 300 lives of cores, ledger and ladder everything holds that must, whatever happens to them', async () => {
  const { code, said } = await simulate('--seeds', '300', '--workers', '2')
  // A seed that fails says how to play it again.
  expect(code, said).toBe(0)
  expect(said).toContain('300 seeds in')
}, 300_000)

test.each([3, 71, 204])('seed %i tells the same story every time, to the millisecond', async (seed) => {
  const tell = async (): Promise<{ lines: string[]; events: string[] }> => {
    const lines: string[] = []
    let events: string[] = []
    await playSeed(seed, { trace: (line) => void lines.push(line), look: ({ reader }) => { events = historyOf(reader) } })
    return { lines, events }
  }
  const [one, other] = [await tell(), await tell()]
  expect(one.events.length).toBeGreaterThan(20)
  expect(other.events).toEqual(one.events)
  const told = (lines: string[]): string[] => lines.filter((line) => !line.includes(' in epoch '))
  expect(told(other.lines)).toEqual(told(one.lines))
}, 60_000)

test('one seed alone is told step by step; what it cannot read is refused', async () => {
  const alone = await simulate('--seed', '7')
  expect(alone.code, alone.said).toBe(0)
  expect(alone.said).toMatch(/\d+ ms {2}a\/1 leads in epoch 1[^]*seed 7: everything held/)
  expect((await simulate('--seeds', 'many')).code).toBe(2)
}, 60_000)
