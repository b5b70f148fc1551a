import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stopReasons, type RunRecord } from '../../lib/contract/run.ts'
import { isBad } from '../../lib/contract/is-bad.ts'
import { verdictKinds, verdictSchema, type VerdictKind } from '../../lib/contract/verdict.ts'
import { newBaseline, observe } from '../../lib/watcher/baseline.ts'
import { judge, type Seen } from '../../lib/watcher/judge.ts'
import { exited, failure, health, limits, record, request, script, service, task } from './seen.ts'

const refused = { ok: false as const, ms: 1, failure: failure({ phase: 'perform', name: 'TypeError', message: 'numbers must be an array' }) }
const heapTail = '<--- Last few GCs --->\n\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n----- Native stack trace -----\n'
const inUse = 'listen EADDRINUSE: address already in use 127.0.0.1:8080'
const portTrace = `node:events:486\n      throw er; // Unhandled 'error' event\n      ^\n\nError: ${inUse}\n    at Server.setupListenHandle [as _listen2] (node:net:1940:16) {\n  code: 'EADDRINUSE',\n  errno: -98\n}\n`
const slowBaseline = [...Array<number>(40).fill(10), 90, 90].reduce(observe, newBaseline)
const ofRun = (change: Partial<RunRecord>): Partial<Extract<Seen, { kind: 'task' }>> => ({ run: record(change), result: null })

const cases: [name: string, seen: Seen, kind: VerdictKind, summary: string | RegExp][] = [
  ['a good task', task(), 'healthy', 'healthy'],
  ['a good script', script(), 'healthy', 'healthy'],
  ['a good service', service(), 'healthy', 'healthy'],
  ['a wanted refusal', task({ accepted: false, result: refused }), 'healthy', 'healthy'],
  ['a wanted refusal that the host reports too', task({ accepted: false, result: refused, run: record({ failure: refused.failure }) }), 'healthy', 'healthy'],
  ['a script that says no', script({ accepted: false, run: record({ exitCode: 2 }), tail: 'word-count: unknown argument --x\n' }), 'healthy', 'healthy'],
  ['a script that says no with code 1', script({ accepted: false, run: record({ exitCode: 1 }), tail: 'no such option\n' }), 'healthy', 'healthy'],
  ['a service that says no', service({ requests: [health(), request({ status: 400 })] }), 'healthy', 'healthy'],

  ['a thrown error', task({ result: { ok: false, ms: 1, failure: failure({ phase: 'perform' }) } }), 'crash', 'ReferenceError: totl is not defined at organism.js:12'],
  ['a refusal that nobody asked for', task({ result: refused }), 'crash', /^TypeError: numbers must be an array at/],
  ['a stumble where a refusal is wanted', task({ accepted: false, result: { ok: false, ms: 1, failure: failure({ phase: 'perform', name: 'TypeError', message: "Cannot read properties of null (reading 'map')" }) } }), 'crash', /^TypeError: Cannot read/],
  ['endless recursion where a refusal is wanted', task({ accepted: false, result: { ok: false, ms: 1, failure: failure({ phase: 'perform', name: 'RangeError', message: 'Maximum call stack size exceeded' }) } }), 'crash', /call stack/],
  ['an error of another class where a refusal is wanted', task({ accepted: false, result: { ok: false, ms: 1, failure: failure({ phase: 'perform', name: 'Error', message: 'no' }) } }), 'crash', /^Error: no at/],
  ['an uncaught error after a good answer', task({ run: record({ failure: failure() }) }), 'crash', /^ReferenceError/],
  ['an end before the answer', task({ result: null }), 'crash', 'ended by itself after 120 ms without an answer'],
  ['an exit code after a good answer', task({ run: record({ exitCode: 3 }), tail: 'bye\n' }), 'crash', 'exit code 3: bye'],
  ['an exit code of a script', script({ run: record({ exitCode: 2 }), tail: 'reading\nno such file: x.txt\n\n' }), 'crash', 'exit code 2: no such file: x.txt'],
  ['a silent exit code where a refusal is wanted', script({ accepted: false, run: record({ exitCode: 2 }), tail: ' \n' }), 'crash', 'exit code 2: nothing was said'],
  ['a command that cannot be run where a refusal is wanted', script({ accepted: false, run: record({ exitCode: 126 }), tail: 'permission denied\n' }), 'crash', 'exit code 126: permission denied'],
  ['a stack trace where a refusal is wanted', script({ accepted: false, run: record({ exitCode: 1, failure: failure() }) }), 'crash', /^ReferenceError/],
  ['an error that only the output tells of', script({ run: record({ exitCode: 1 }), tail: 'organism.js:3\n\nTypeError: x is not a function\n    at go (file:///organism/organism.js:3:9)\n\nNode.js v26\n' }), 'crash', 'TypeError: x is not a function at organism.js:3'],
  ['malformed JSON while it runs', task({ result: { ok: false, ms: 1, failure: failure({ phase: 'perform', name: 'SyntaxError', message: 'Unexpected end of JSON input', stack: 'SyntaxError: …\n    at JSON.parse (<anonymous>)\n    at load (organism/organism.js:4:2)' }) } }), 'crash', 'SyntaxError: Unexpected end of JSON input at organism.js:4'],
  ['a process that could not begin', task({ result: null, run: record({ pid: null, exitCode: null, failure: failure({ phase: 'load', name: 'SpawnError', message: 'no such program', stack: '' }) }) }), 'crash', 'SpawnError: no such program'],
  ['an end of no known kind', task({ result: null, run: record({ exitCode: null }) }), 'crash', /without an exit code/],
  ['a service that crashed', exited({ exitCode: 1, failure: failure() }), 'crash', /^ReferenceError/],

  ['a rejected promise', script({ run: record({ exitCode: 1, failure: failure({ phase: 'rejection', name: 'Error', message: 'no database' }) }) }), 'rejection', /^Error: no database at organism.js:12/],
  ['a promise rejected after the answer', task({ run: record({ exitCode: 1, failure: failure({ phase: 'rejection' }) }) }), 'rejection', /totl/],
  ['a promise rejected with no error, told by the output', exited({ exitCode: 1 }, 'node:internal/process/promises:394\n\n[UnhandledPromiseRejection: …] {\n  code: \'ERR_UNHANDLED_REJECTION\'\n}\nError [ERR_UNHANDLED_REJECTION]: This error originated by throwing inside of an async function\n'), 'rejection', /ERR_UNHANDLED|originated/],
  ['a source that does not parse', task(ofRun({ failure: failure({ phase: 'parse', name: 'SyntaxError', message: "Unexpected token ')'", stack: 'SyntaxError: …\n    at organism/organism.js:7:12' }) })), 'syntax-error', "SyntaxError: Unexpected token ')' at organism.js:7"],
  ['the same, told by the output', script({ run: record({ exitCode: 1 }), tail: "file:///organism/organism.js:7\nif (a {\n      ^\n\nSyntaxError: Unexpected token '{'\n    at compileSourceTextModule (node:internal/modules/esm/utils:345:16)\n\nNode.js v26\n" }), 'syntax-error', "SyntaxError: Unexpected token '{' at organism.js:7"],
  ['a missing file', exited({ exitCode: 1, failure: failure({ phase: 'load', name: 'Error', message: "Cannot find module './rates.js'", code: 'ERR_MODULE_NOT_FOUND', stack: '' }) }), 'missing-module', "Error: Cannot find module './rates.js'"],
  ['a missing package, told by the output', script({ run: record({ exitCode: 1 }), tail: "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'lodash' imported from /organism/organism.js\n    at Object.getPackageJSONURL (node:internal/modules/package_json_reader:314:9) {\n  code: 'ERR_MODULE_NOT_FOUND'\n}\n" }), 'missing-module', /lodash/],

  ['a signal from outside', task(ofRun({ exitCode: null, signal: 'SIGKILL' })), 'killed', 'killed by SIGKILL after 120 ms'],
  ['the same, as a wrapper tells it', script({ run: record({ exitCode: 137 }) }), 'killed', 'killed by SIGKILL after 120 ms'],
  ['a service that was killed', exited({ exitCode: null, signal: 'SIGTERM' }), 'killed', /SIGTERM/],
  ['one that we stopped ourselves', task(ofRun({ exitCode: null, signal: 'SIGTERM', stopReason: 'stopped' })), 'killed', 'stopped by its keeper after 120 ms'],

  ['no end in time', task(ofRun({ exitCode: null, signal: 'SIGKILL', stopReason: 'timeout', wallMs: 1020 })), 'timeout', 'did not end within 1,000 ms'],
  ['an error on the way out of a timeout', script({ run: record({ exitCode: 1, stopReason: 'timeout', failure: failure() }) }), 'timeout', /1,000 ms/],
  ['CPU spent', script({ run: record({ exitCode: null, signal: 'SIGXCPU' }) }), 'timeout', 'used up its 5 s of CPU'],
  ['a request without an answer', service({ requests: [health(), request({ error: 'ETIMEDOUT', status: null })] }), 'timeout', 'no answer on GET /fib?n=10 within 1,000 ms'],

  ['a property that does not hold', task({ wrong: 'property “sorted”: 5 stands before 3' }), 'wrong-output', 'wrong output: property “sorted”: 5 stands before 3'],
  ['a made-up answer where a refusal is wanted', task({ accepted: false, wrong: 'answered an input that it must refuse, with []' }), 'wrong-output', /must refuse/],
  ['a wrong answer of a script', script({ wrong: 'property “counted right”: …' }), 'wrong-output', /counted right/],
  ['a wrong answer of a service', service({ requests: [health(), request({ wrong: 'property “sum”: 4 instead of 5' })] }), 'wrong-output', 'wrong output: GET /fib?n=10: property “sum”: 4 instead of 5'],
  ['status 500', service({ requests: [health(), request({ status: 500 })] }), 'wrong-output', 'wrong output: GET /fib?n=10 was answered with status 500'],
  ['status 502 where the spec has judged it', service({ requests: [health(), request({ status: 502, isStatusJudged: true })] }), 'healthy', 'healthy'],
  ['a health probe that is not well', service({ requests: [health({ status: 404 }), request()] }), 'wrong-output', /GET \/health was answered with status 404/],

  ['too much resident memory', task(ofRun({ exitCode: null, signal: 'SIGKILL', stopReason: 'memory', peakRssMb: 301.4 })), 'over-memory', 'over memory: 301 MB where 256 MB are allowed'],
  ['a full heap', task({ ...ofRun({ exitCode: null, signal: 'SIGABRT', stopReason: 'memory' }), tail: heapTail }), 'over-memory', 'out of memory: a heap of 64 MB was not enough'],
  ['a full heap, as a wrapper tells it', script({ run: record({ exitCode: 134 }), tail: heapTail }), 'over-memory', /heap of 64 MB/],
  ['a buffer that cannot be had', task({ accepted: false, result: { ok: false, ms: 1, failure: failure({ phase: 'perform', name: 'RangeError', message: 'Array buffer allocation failed' }) } }), 'over-memory', /out of memory/],
  ['a flood of output', exited({ exitCode: null, signal: 'SIGKILL', stopReason: 'flood' }), 'flood', 'more than 262,144 bytes of output'],

  ['a health probe without an answer', service({ requests: [health({ error: 'ETIMEDOUT', status: null })] }), 'silent', 'no answer on GET /health within 1,000 ms'],
  ['nobody at the port', service({ portHolder: 'nobody', requests: [health({ error: 'ECONNREFUSED', status: null })] }), 'silent', 'no answer on GET /health: ECONNREFUSED'],
  ['a connection that breaks', service({ requests: [health(), request({ error: 'ECONNRESET', status: null })] }), 'silent', 'no answer on GET /fib?n=10: ECONNRESET'],
  ['a service that nobody asked', service({ requests: [] }), 'silent', /not asked/],
  ['a service that left', exited(), 'exited', 'exited by itself with code 0 after 120 ms: nothing listens'],
  ['a taken port', exited({ exitCode: 1, failure: failure({ name: 'Error', message: inUse, code: 'EADDRINUSE' }) }), 'port-taken', /^its port is taken by another program: EADDRINUSE: address already in use 127.0.0.1:8080$/],
  ['a taken port, told by the output', exited({ exitCode: 1 }, portTrace), 'port-taken', /127.0.0.1:8080/],
  ['a taken port, and a polite exit', exited({ exitCode: 0 }, 'cannot listen: EADDRINUSE\n'), 'port-taken', /EADDRINUSE/],
  ['a stranger who answers in its place', service({ portHolder: 'stranger' }), 'port-taken', /another program/],

  ['slow for the third time', task({ baseline: slowBaseline, workMs: 41 }), 'slow', 'slow: 41 ms, 4.1 times its usual 10 ms'],
  ['slow and wrong is wrong', task({ baseline: slowBaseline, workMs: 41, wrong: 'property “x”: y' }), 'wrong-output', /“x”/],
  ['a slow service', service({ baseline: slowBaseline, workMs: 99 }), 'slow', /^slow: 99 ms/],
]

test.for(cases)('%s', ([, seen, kind, summary]) => {
  const verdict = judge(seen)
  expect(verdict).toMatchObject({ kind })
  expect(verdict.summary).toMatch(summary)
  if (typeof summary === 'string') expect(verdict.summary).toBe(summary)
})

test('every kind of verdict has a case', () => {
  expect([...new Set(cases.map(([, , kind]) => kind))].sort()).toEqual([...verdictKinds].sort())
})

describe('words in the output', () => {
  test('are no evidence against a program that ended well', () => {
    for (const tail of [heapTail, portTrace, 'TypeError: x is not a function\n', "code: 'ERR_MODULE_NOT_FOUND'"]) {
      expect(judge(script({ tail })).kind).toBe('healthy')
      expect(judge(task({ tail })).kind).toBe('healthy')
    }
  })
})

describe('signatures', () => {
  const of = (seen: Seen): string | null => judge(seen).signature
  test('one for the same fault on other inputs', () => {
    expect(of(task({ wrong: 'property “sorted”: 5 stands before 3' }))).toBe(of(task({ wrong: 'property “sorted”: "b" stands before null' })))
    const asked = (path: string, wrong: string) => service({ requests: [health(), request({ name: `GET ${path}`, wrong })] })
    expect(of(asked('/fib?n=3', 'property “sum”: 1'))).toBe(of(asked('/fib?n=9#x', 'property “sum”: a lot')))
    expect(of(asked('/fib?n=3', 'property “sum”: 1'))).not.toBe(of(asked('/time?n=3', 'property “sum”: 1')))
    expect(of(asked('/fib?n=3', 'property “sum”: 1'))).not.toBe(of(asked('/fib?n=3', 'property “shape”: 1')))
    expect(of(task(ofRun({ stopReason: 'timeout', wallMs: 1001 })))).toBe(of(task(ofRun({ stopReason: 'timeout', wallMs: 1444 }))))
    expect(of(exited({ wallMs: 3 }))).toBe(of(exited({ wallMs: 90_000 })))
  })

  test('another for another', () => {
    const bad = cases.filter(([, , kind]) => kind !== 'healthy')
    const one = (kind: VerdictKind) => new Set(bad.filter(([, , other]) => other === kind).map(([, seen]) => of(seen)))
    expect(one('wrong-output').size).toBeGreaterThanOrEqual(6)
    expect([...one('timeout')].every((signature) => !one('silent').has(signature))).toBe(true)
    expect(of(task({ wrong: 'property “sorted”: x' }))).not.toBe(of(task({ wrong: 'property “same numbers”: x' })))
  })
})

const text = fc.oneof(fc.string(), fc.constantFrom('', heapTail, portTrace, 'Error: x', '\u001b[31m', 'x'.repeat(9_000), '\ud800'))
const failures = fc.record({
  phase: fc.constantFrom('parse', 'load', 'perform', 'uncaught', 'rejection'), message: text, stack: text,
  name: fc.constantFrom('Error', 'TypeError', 'RangeError', 'InternalError', 'SyntaxError', '', '💥'), code: fc.constantFrom(null, 'EADDRINUSE', 'ERR_MODULE_NOT_FOUND', 'x'),
})
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2 })
const records = fc.record({
  exitCode: fc.constantFrom(null, 0, 0, 0, 1, 2, 126, 134, 137, 200, 255), signal: fc.constantFrom(null, null, null, 'SIGKILL', 'SIGABRT', 'SIGWHAT'),
  stopReason: fc.constantFrom(null, null, null, ...stopReasons), failure: nullable(failures), pid: fc.constantFrom(null, 3),
  wallMs: fc.double(), peakRssMb: nullable(fc.double()),
}).map(record)
const anyCommon = { limits: fc.constant(limits), baseline: fc.constantFrom(newBaseline, slowBaseline), workMs: fc.constantFrom(0, 10, 500, NaN, Infinity) }
const wrong = fc.oneof({ arbitrary: fc.constant(null), weight: 2 }, { arbitrary: text, weight: 1 })
const results = fc.oneof(
  fc.constant(null),
  fc.constant({ ok: true as const, value: null, ms: 1 }),
  failures.map((one) => ({ ok: false as const, failure: one, ms: 1 })),
)
const requests = fc.record({
  name: text, isHealth: fc.boolean(), error: fc.constantFrom(null, null, 'ETIMEDOUT', 'ECONNRESET', ''), status: fc.constantFrom(null, 100, 200, 204, 302, 404, 500, 503),
  ms: fc.double(), wrong,
})
const anySeen: fc.Arbitrary<Seen> = fc.oneof(
  fc.record({ ...anyCommon, kind: fc.constant('task'), run: records, tail: text, accepted: fc.boolean(), result: results, wrong }),
  fc.record({ ...anyCommon, kind: fc.constant('script'), run: records, tail: text, accepted: fc.boolean(), wrong }),
  fc.record({
    ...anyCommon, kind: fc.constant('service'), portHolder: fc.constantFrom('service', 'stranger', 'nobody', 'unknown'), requests: fc.array(requests, { maxLength: 4 }),
    process: fc.oneof(fc.constant({ state: 'running' as const }), fc.record({ state: fc.constant('exited'), run: records, tail: text })),
  }),
)

describe('whatever is seen', () => {
  test('gets a verdict that is well formed, the same each time', () => {
    fc.assert(fc.property(anySeen, (seen) => {
      const verdict = judge(seen)
      expect(verdictSchema.parse(verdict)).toEqual(verdict)
      expect(verdict.summary).not.toMatch(/[\n\r\u001b]/)
      expect(verdict.summary).not.toBe('')
      expect(verdict.signature === null).toBe(verdict.kind === 'healthy')
      expect(judge(seen)).toEqual(verdict)
    }), { numRuns: 400 })
  })

  test('nothing broken is healthy, or only slow', () => {
    const broken = (run: RunRecord): boolean => run.exitCode !== 0 || run.signal !== null || run.stopReason !== null || run.failure !== null
    fc.assert(fc.property(anySeen, (seen) => {
      if (isBad(judge(seen))) return
      if (seen.kind === 'service') {
        expect(seen.process.state).toBe('running')
        expect(seen.portHolder).not.toBe('stranger')
        expect(seen.requests.some(({ isHealth }) => isHealth)).toBe(true)
        for (const { error, status, wrong } of seen.requests) {
          expect({ error, wrong }).toEqual({ error: null, wrong: null })
          expect(status).toBeGreaterThanOrEqual(200)
          expect(status).toBeLessThan(500)
        }
        return
      }
      expect(seen.wrong).toBeNull()
      if (seen.accepted) {
        expect(broken(seen.run)).toBe(false)
        if (seen.kind === 'task') expect(seen.result?.ok).toBe(true)
        return
      }
      // Outside the contract: a refusal on purpose at most.
      expect(seen.run).toMatchObject({ signal: null, stopReason: null })
      if (seen.kind === 'script') expect(seen.run.failure).toBeNull()
      else if (seen.result?.ok === false) expect(['TypeError', 'RangeError']).toContain(seen.result.failure.name)
      else expect(broken(seen.run)).toBe(false)
    }), { numRuns: 2_000 })
  })
})
