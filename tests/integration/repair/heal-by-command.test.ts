import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { eventually, isAlive } from '../process/setting.ts'
import { heal, home, plain, plainTest } from './heal-here.ts'

describe('by a command', () => {
  test('heals, one process each', async () => {
    const result = await heal(plain, { command: 'echo testing && node max.test.js' })
    expect(result).toMatchObject({ outcome: 'healed', mode: 'command', before: null, confidence: 'plausible' })
    expect(result.ran()['max.js']).toContain('one > best')
  })

  test('heals what never ends', async () => {
    const result = await heal({ 'count.js': 'let n = 0\nwhile (n < 3) n -= 1\nconsole.log(n)\n' }, { command: 'test "$(node count.js)" = 3', timeoutMs: 6_000 })
    expect(result).toMatchObject({ outcome: 'healed', mode: 'command' })
  })

  test('heals a file in a folder below the one that it is run in', async () => {
    const result = await heal({ 'src/max.js': plain['max.js'], 'test.js': plainTest.replace('./max', './src/max') }, { command: 'node test.js || exit 1' })
    expect(result).toMatchObject({ outcome: 'healed', mode: 'command' })
    expect(result.ran()['src/max.js']).toContain('one > best')
  })

  test('that there is not cannot heal', async () => {
    expect(await heal(plain, { command: 'no-such-program-here --test' })).toMatchObject({ outcome: 'cannot', why: expect.stringContaining('cannot be run'), tried: 0 })
  })

  test('that passes has nothing to heal', async () => {
    expect(await heal(plain, { command: 'true' })).toMatchObject({ outcome: 'already', tried: 0 })
  })

  test('that always fails heals nothing, in its time', async () => {
    const started = performance.now()
    expect(await heal(plain, { command: 'node -e "process.exit(1)"', timeoutMs: 1500 })).toMatchObject({ outcome: 'unhealed' })
    expect(performance.now() - started).toBeLessThan(8000)
  })

  test('what it leaves running is ended with it', async () => {
    const mark = join(home, 'pid')
    expect(await heal(plain, { command: `sleep 60 & echo $! > "${mark}"; node max.test.js` })).toMatchObject({ outcome: 'healed' })
    const pid = Number(readFileSync(mark, 'utf8'))
    expect(pid).toBeGreaterThan(1)
    await eventually(() => isAlive(pid)).toBe(false)
  })
})
