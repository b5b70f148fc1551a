import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import vm from 'node:vm'
import { describe, expect, test } from 'vitest'
import { findFault } from '../../../lib/chaos/faults.ts'
import { seededRandom } from '../../../lib/chaos/random.ts'

/** A patient in which every fault can show: it loops, branches, divides, calls, indexes and logs. */
const patient = `// Statistics of a list of numbers.
export function perform(numbers) {
  if (!Array.isArray(numbers) || numbers.length < 2) throw new TypeError('two numbers at least')
  const sorted = sort(numbers)
  let sum = 0
  for (let i = 0; i < sorted.length; i += 1) {
    sum += sorted[i]
  }
  const mean = sum / sorted.length
  console.log(\`mean \${mean}\`)
  return { mean, range: minus(sorted[sorted.length - 1], sorted[0]), high: sorted.filter((number) => number > mean) }
}

function sort(numbers) {
  const list = [...numbers]
  for (let end = list.length - 1; end > 0; end -= 1) {
    for (let i = 0; i < end; i += 1) {
      if (list[i] > list[i + 1]) [list[i], list[i + 1]] = [list[i + 1], list[i]]
    }
  }
  return list
}

function minus(a, b) {
  return a - b
}
`
const refusal = '\nfunction refusal() { try { return perform([1]) } catch (error) { return error.message } }'
const numbers = [4, 9, 1, 7]
const healthyResult = '[{"mean":5.25,"range":8,"high":[7,9]},"two numbers at least"]'

/** Long enough to call a call of microseconds endless. */
const endlessMs = 200

const seeds = Array.from({ length: 16 }, (_, index) => index * 104_729)

/** Every different broken patient that the seeds bring about. */
function broken(id: string, intensity = 1): string[] {
  const fault = findFault(id)
  if (fault.class !== 'code') throw new TypeError(`${id} is no code fault`)
  const found = seeds.map((seed) => fault.mutate(patient, { random: seededRandom(seed), intensity })?.source)
  return [...new Set(found.filter((source) => source !== undefined))]
}

/** What comes of two calls, the second with an input to refuse: their results as text, else the error that the first threw. */
function perform(source: string, globals: Record<string, unknown> = {}, timeout = 5000): { result: string; context: vm.Context } | { error: { name?: string; message?: string; code?: string } } {
  const context = vm.createContext({ console: { log: () => undefined }, numbers, ...globals })
  try {
    vm.runInContext(source.replace('export function', 'function') + refusal, context, { timeout })
    const result: unknown = vm.runInContext('[perform([...numbers]), refusal()]', context, { timeout })
    return { result: JSON.stringify(result, (_key, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value)), context }
  } catch (error) {
    return { error: error as Error }
  }
}

test('the patient is well', () => {
  expect(perform(patient)).toMatchObject({ result: healthyResult })
})

describe('loud faults', () => {
  test.each([
    ['thrown-error', { name: 'Error', message: 'chaos was here' }],
    ['renamed-variable', { name: 'ReferenceError' }],
    ['unbounded-recursion', { name: 'RangeError', message: 'Maximum call stack size exceeded' }],
    ['infinite-loop', { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' }],
  ])('%s always fails as promised', (id, error) => {
    const patients = broken(id).slice(0, 2)
    expect(patients).toHaveLength(2)
    for (const source of patients) expect(perform(source, {}, endlessMs), source).toMatchObject({ error })
  })

  test('syntax-error: no part of the file runs', () => {
    for (const source of broken('syntax-error')) expect(perform(source), source).toMatchObject({ error: { name: 'SyntaxError' } })
  })

  test('null-value: it fails or says something else', () => {
    for (const source of broken('null-value')) expect(perform(source), source).not.toMatchObject({ result: healthyResult })
  })

  test('process-exit: the process is ended, with or without an error code', () => {
    const codes = broken('process-exit').map((source) => {
      const left: unknown[] = []
      perform(source, { process: { exit: (code: unknown) => { left.push(code); throw new Error('gone') } } })
      expect(left, source).toHaveLength(1)
      return left[0]
    })
    expect(new Set(codes)).toEqual(new Set([0, 1]))
  })

  test('unhandled-rejection: a process gives the right answer and dies of it', async () => {
    const [source = ''] = broken('unhandled-rejection')
    const child = spawn(process.execPath, ['--input-type=module'], { stdio: 'pipe' })
    child.stdin.end(`${source}\nconst { mean } = perform(${JSON.stringify(numbers)}); console.log('answered', mean)`)
    const exited = new Promise((resolve) => child.once('exit', resolve))
    const [output, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), exited])
    expect(output).toContain('answered 5.25')
    expect(complaint).toContain('nobody caught it')
    expect(code).toBe(1)
  })
})

describe('slow faults', () => {
  test.each([[1, 500], [3, 2000], [5, 15_000]])('blocked-event-loop at intensity %i waits for %i ms', (intensity, expected) => {
    for (const source of broken('blocked-event-loop', intensity)) {
      let now = 0
      expect(perform(source, { Date: { now: () => (now += 50) } })).toMatchObject({ result: healthyResult })
      expect(now, source).toBeGreaterThanOrEqual(expected)
    }
  })

  test('leak: each call keeps 4 MB more, and the answer stays right', () => {
    for (const source of broken('leak')) {
      const outcome = perform(source)
      if ('error' in outcome) throw outcome.error as Error
      expect(outcome.result).toBe(healthyResult)
      const keptNow = () => vm.runInContext('kept.reduce((sum, { length }) => sum + length * 8, 0) / 2 ** 20', outcome.context) as number
      const before = keptNow()
      vm.runInContext('[perform([...numbers]), refusal()]', outcome.context)
      expect(before % 4, source).toBe(0)
      expect(keptNow(), source).toBe(2 * before)
    }
  })
})

test('division-by-zero: nothing is thrown by it, and the answer is no number, or the loop has no end', () => {
  for (const source of broken('division-by-zero')) {
    const outcome = perform(source, {}, endlessMs)
    if ('error' in outcome) expect(outcome.error, source).toMatchObject({ code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' })
    else expect(outcome.result, source).toMatch(/Infinity|NaN/)
  }
})

describe('quiet faults change the answer', () => {
  // Some edits cannot show: a > for a >= in a sort, one step too many over the end of a list.
  test.each([
    ['arithmetic', 0.8], ['comparison', 0.9], ['negated-condition', 0.9], ['logical', 0.9], ['removed-return', 0.9],
    ['removed-statement', 0.6], ['constant', 0.6], ['swapped-arguments', 0.9], ['off-by-one', 0.6], ['delete-lines', 0.8],
    ['boundary', 0.1],
  ])('%s', (id, share) => {
    const patients = broken(id)
    const changed = patients.filter((source) => {
      const outcome = perform(source, {}, endlessMs)
      return 'error' in outcome || outcome.result !== healthyResult
    })
    expect(patients.length).toBeGreaterThan(0)
    expect(changed.length / patients.length).toBeGreaterThanOrEqual(share)
  })
})
