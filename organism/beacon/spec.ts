import fc from 'fast-check'
import type { Json } from '../../lib/contract/json.ts'
import type { Refusal, ServiceResult, ServiceTask, Spec } from '../../lib/contract/spec.ts'

const get = (path: string): ServiceTask => ({ method: 'GET', path })
const post = (body: string): ServiceTask => ({ method: 'POST', path: '/echo', body, headers: { 'content-type': 'application/json' } })

const methods = new Map([['/health', 'GET'], ['/time', 'GET'], ['/fib', 'GET'], ['/echo', 'POST']])

/** F(n) by Binet's formula, in whole numbers: powers of φ as pairs (a + b√5) / 2. */
function fibonacci(n: number): number {
  let [a, b] = [2n, 0n]
  for (let i = 0; i < n; i += 1) [a, b] = [(a + 5n * b) / 2n, (a + b) / 2n]
  return Number(b)
}

/** Values of a JSON value that hold no others. */
function leaves(value: Json): number {
  const stack = [value]
  let count = 0
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at === null || typeof at !== 'object') count += 1
    else stack.push(...Object.values(at))
  }
  return count
}

const utcText = (at: number): string => new Date(at).toISOString()
const weekday = (at: number): string => new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(at)

function parsed(text: string): { value: Json } | null {
  try {
    return { value: JSON.parse(text) as Json }
  } catch {
    return null
  }
}

/** A whole number in bounds, else null: then the request must be refused. */
function parameter(url: URL, name: string, least: number, most: number): number | null {
  const text = url.searchParams.get(name) ?? ''
  const value = /^-?[0-9]+$/.test(text) ? Number(text) : NaN
  return value >= least && value <= most ? value : null
}

/** What the service has to say: an answer, or the status of its refusal. */
function expected({ method, path, body = '' }: ServiceTask): { answer: Json } | { refusal: number } {
  const url = new URL(path, 'http://beacon')
  const wanted = methods.get(url.pathname)
  if (wanted === undefined) return { refusal: 404 }
  if (wanted !== method) return { refusal: 405 }
  if (body.length > 8192) return { refusal: 413 }
  switch (url.pathname) {
    case '/health':
      return { answer: { status: 'ok' } }
    case '/time': {
      const at = parameter(url, 'at', 0, 8e12)
      const offset = parameter(url, 'offset', -720, 840)
      if (at === null || offset === null) return { refusal: 400 }
      const local = at + offset * 60_000
      return { answer: { utc: utcText(at), local: utcText(local).slice(0, -5), weekday: weekday(local) } }
    }
    case '/fib': {
      const n = parameter(url, 'n', 0, 78)
      return n === null ? { refusal: 400 } : { answer: { n, value: fibonacci(n) } }
    }
    default: {
      const json = parsed(body)
      return json === null ? { refusal: 400 } : { answer: { value: json.value, leaves: leaves(json.value) } }
    }
  }
}

/** Equal as JSON, whatever the order of keys. */
function sameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))]
  return Array.isArray(a) === Array.isArray(b) && left.length === right.size && left.every(([key, value]) => right.has(key) && sameJson(value, right.get(key)))
}

const whole = (min: number, max: number) => fc.integer({ min, max })
const time = fc.tuple(whole(0, 4_102_444_800).map((seconds) => seconds * 1000 + (seconds % 1000)), whole(-720, 840)).map(([at, offset]) => get(`/time?at=${at}&offset=${offset}`))
const fib = whole(0, 78).map((n) => get(`/fib?n=${n}`))
const echo = fc.jsonValue({ maxDepth: 3 }).map((value) => post(JSON.stringify(value)))
const status = (value: number, answer: Json): ServiceResult => ({ status: value, body: answer })

const refusals: Refusal<ServiceTask>[] = [
  { name: 'malformed JSON', task: post('{"a": 1,}'), message: /not JSON/ },
  { name: 'no JSON at all', task: post(''), message: /not JSON/ },
  { name: 'too long a body', task: post(`"${'y'.repeat(8_191)}"`), message: /8192/ },
  { name: 'an unknown path', task: get('/nowhere'), message: /nothing at/ },
  { name: 'a path that every object has', task: get('/constructor'), message: /nothing at/ },
  { name: 'the wrong method', task: get('/echo'), message: /wants POST/ },
  { name: 'no number', task: get('/fib?n=ten'), message: /whole number/ },
  { name: 'no parameter', task: get('/fib'), message: /whole number/ },
  { name: 'below zero', task: get('/fib?n=-1'), message: /between 0 and 78/ },
  { name: 'too large', task: get('/fib?n=79'), message: /between 0 and 78/ },
  { name: 'before the beginning', task: get('/time?at=-1&offset=0'), message: /between/ },
  { name: 'after the end', task: get('/time?at=8000000000001&offset=0'), message: /between/ },
  { name: 'east of everything', task: get('/time?at=0&offset=841'), message: /between -720 and 840/ },
  { name: 'west of everything', task: get('/time?at=0&offset=-721'), message: /between -720 and 840/ },
]

const refused = fc.constantFrom(
  ...refusals.map(({ task }) => task),
  get('/fib?n=2.5'), get('/fib?n='), get('/time?at=0'), get('/toString'), { method: 'POST', path: '/fib?n=3', body: '{}' }, { method: 'DELETE', path: '/health' },
  post('{"open": [1, 2'), post("{'single': 1}"), post('[1, 2,]'), post('nul'),
)

export const spec: Spec<ServiceTask, ServiceResult> = {
  task: fc.oneof(
    { arbitrary: time, weight: 3 },
    { arbitrary: fib, weight: 3 },
    { arbitrary: echo, weight: 3 },
    { arbitrary: refused, weight: 2 },
    { arbitrary: fc.constant(get('/health')), weight: 1 },
  ),
  accepts: (task) => 'answer' in expected(task),
  examples: [
    { name: 'it is well', task: get('/health'), expected: status(200, { status: 'ok' }) },
    { name: 'the first second', task: get('/time?at=0&offset=0'), expected: status(200, { utc: '1970-01-01T00:00:00.000Z', local: '1970-01-01T00:00:00', weekday: 'Thursday' }) },
    { name: 'across midnight, eastwards', task: get('/time?at=1700000000123&offset=840'), expected: status(200, { utc: '2023-11-14T22:13:20.123Z', local: '2023-11-15T12:13:20', weekday: 'Wednesday' }) },
    { name: 'across midnight, westwards', task: get('/time?at=1709251200000&offset=-720'), expected: status(200, { utc: '2024-03-01T00:00:00.000Z', local: '2024-02-29T12:00:00', weekday: 'Thursday' }) },
    { name: 'the last moment', task: get('/time?at=8000000000000&offset=0'), expected: status(200, { utc: '2223-07-06T14:13:20.000Z', local: '2223-07-06T14:13:20', weekday: 'Sunday' }) },
    { name: 'F(0)', task: get('/fib?n=0'), expected: status(200, { n: 0, value: 0 }) },
    { name: 'F(10)', task: get('/fib?n=10'), expected: status(200, { n: 10, value: 55 }) },
    { name: 'the largest', task: get('/fib?n=78'), expected: status(200, { n: 78, value: 8_944_394_323_791_464 }) },
    { name: 'echo', task: post('{"a":[1,null,"x"],"b":{}}'), expected: status(200, { value: { a: [1, null, 'x'], b: {} }, leaves: 3 }) },
    { name: 'echo of nothing much', task: post('null'), expected: status(200, { value: null, leaves: 1 }) },
    { name: 'a body as long as may be', task: post(`"${'y'.repeat(8_190)}"`), expected: status(200, { value: 'y'.repeat(8_190), leaves: 1 }) },
  ],
  throws: refusals,
  properties: [
    {
      name: 'the right answer',
      check: ({ task, result }) => {
        const right = expected(task)
        if ('refusal' in right) return result.status === right.refusal ? null : `status ${result.status} instead of ${right.refusal}`
        if (result.status !== 200) return `status ${result.status} instead of 200`
        return sameJson(result.body, right.answer) ? null : `${JSON.stringify(result.body)} instead of ${JSON.stringify(right.answer)}`
      },
    },
  ],
  limits: { timeoutMs: 2000, heapMb: 64, rssMb: 256, cpuSeconds: 3600, outputBytes: 262_144 },
  fitness: ({ wallMs, peakRssMb }) => 1000 / (1 + wallMs) - peakRssMb / 1000,
}
