'use strict'
const { duplexPair, Readable } = require('node:stream')
const { format } = require('node:util')
const { Run, Exit, isThenable, turn } = require('./run.cjs')
const { plain, same } = require('./plain.cjs')

/**
 * Runs a program on inputs with known answers and on inputs without: those that come back for the one who asked to
 * judge. A case is `{ task, state?, expected? }`; `expected` is compared here only to sort candidates out early.
 */
class CaseDriver {
  #kind
  #isAsync
  #entry
  #cases
  #texts

  /** @param {{ kind: 'task' | 'script' | 'service', entry: string, cases: { task: unknown, state?: unknown, expected?: unknown }[], isAsync: boolean }} suite */
  constructor({ kind, entry, cases, isAsync }) {
    this.#isAsync = isAsync
    this.#kind = kind
    this.#entry = entry
    this.#cases = cases
    this.#texts = cases.map(({ task, state }) => ({ task: JSON.stringify(task), state: state === undefined ? undefined : JSON.stringify(state) }))
  }

  get indices() {
    return [...this.#cases.keys()]
  }

  /**
   * @param {{ order: number[], goesOn: boolean, isHopeless: (index: number, outcome: object) => boolean }} plan
   *   isHopeless: asked after each case; goesOn: also behind a case that the program died of
   * @returns {Promise<{ outcomes: (object | null)[], death: string | null }>} one outcome per case, null where not reached
   */
  async run(options, plan) {
    const outcomes = this.#cases.map(() => null)
    const session = open[this.#kind](options, this.#entry)
    let death = null
    for (const index of plan.order) {
      const started = performance.now()
      options.refuel()
      const outcome = await session.ask(this.#cases[index], this.#texts[index])
      outcome.ms = performance.now() - started
      outcomes[index] = outcome
      // A promise that nobody caught fails a turn later.
      if (this.#isAsync) await turn()
      death = session.death()
      if (death !== null && outcome.ok) outcomes[index] = { ...failed(new Error(death), 'rejection'), ms: outcome.ms }
      const isHopeless = plan.isHopeless(index, outcomes[index])
      if (isHopeless || (death !== null && !plan.goesOn)) break
      session.revive()
    }
    session.close()
    return { outcomes, death }
  }

  /** Whether a known answer was given; undefined where none is known. */
  isRight(index, outcome) {
    const one = this.#cases[index]
    if (!('expected' in one)) return undefined
    return outcome.ok && same(outcome.value, one.expected)
  }
}

const failed = (thrown, phase) => {
  const failure = { phase, name: 'NonError', message: 'something that cannot be described was thrown', stack: '', code: null }
  try {
    if (typeof thrown === 'object' && thrown !== null && typeof thrown.stack === 'string') {
      failure.name = String(thrown.name).slice(0, 200)
      failure.message = String(thrown.message).slice(0, 4000)
      failure.stack = thrown.stack.replaceAll('/organism/', 'organism/').slice(0, 4000)
      failure.code = typeof thrown.code === 'string' ? thrown.code : null
    } else failure.message = `${String(thrown)} was thrown`
  } catch {
    failure.message = 'something that cannot be described was thrown'
  }
  return { ok: false, failure }
}

const silentConsole = Object.freeze(Object.fromEntries(['log', 'error', 'warn', 'info', 'debug', 'table', 'trace'].map((name) => [name, () => undefined])))

function prepare(run, { realm, timers }, fields, console) {
  realm.set('process', run.process(fields))
  realm.set('console', console)
  if (timers) for (const [name, value] of Object.entries(timers.api())) realm.set(name, value)
}

const timersOf = ({ timers }, name) => {
  if (/^(node:)?timers$/.test(name) && timers) return timers.api()
  return /^(node:)?timers\/promises$/.test(name) && timers ? timers.promises() : undefined
}

/** `perform(task, state?)`, loaded once for all cases. */
function openTask(options, entry) {
  const run = new Run({ ...options, main: '', given: (name) => timersOf(options, name) })
  prepare(run, options, {}, silentConsole)
  const { realm, fuel } = options
  let perform = null
  return {
    async ask(one, texts) {
      try {
        if (perform === null) {
          let loaded = run.loader.import(entry)
          if (isThenable(loaded)) loaded = await run.settled(loaded)
          perform = loaded.perform ?? loaded.default?.perform
          if (typeof perform !== 'function') throw new TypeError(`organism/${entry} does not export a function perform`)
        }
        const task = realm.parse(texts.task)
        let returned = texts.state === undefined ? perform(task) : perform(task, realm.parse(texts.state))
        if (isThenable(returned)) returned = await run.settled(returned)
        if (texts.state === undefined) return { ok: true, value: plain(returned) }
        return { ok: true, value: plain(returned.result), state: plain(returned.state) }
      } catch (error) {
        return failed(error, perform === null ? 'load' : 'perform')
      }
    },
    death: () => (fuel.spent ? 'ran on and on' : run.death),
    revive: () => { run.death = null },
    close: () => undefined,
  }
}

/** The program anew for each case, with its arguments and stdin. */
function openScript(options, entry) {
  return {
    async ask({ task: { args, stdin } }) {
      let stdout = ''
      const print = (...values) => { stdout += `${format(...values)}\n` }
      const run = new Run({ ...options, main: entry, given: (name) => (/^(node:)?fs$/.test(name) ? filesOf(stdin) : timersOf(options, name)) })
      const stdinStream = Readable.from(stdin === '' ? [] : [Buffer.from(stdin)])
      stdinStream.fd = 0
      const process = run.process({
        argv: ['node', `/organism/${entry}`, ...args], stdin: stdinStream,
        stdout: { write: (chunk) => { stdout += String(chunk); return true }, isTTY: false, fd: 1 },
      })
      prepare(run, options, {}, { ...silentConsole, log: print, info: print, debug: print })
      options.realm.set('process', process)
      let outcome = null
      try {
        const returned = run.loader.load(entry)
        if (isThenable(returned)) await run.settled(returned)
        await run.drain()
      } catch (error) {
        if (!(error instanceof Exit)) outcome = failed(error, 'uncaught')
      }
      if (run.death !== null) outcome ??= failed(new Error(run.death), 'rejection')
      return outcome ?? { ok: true, value: { stdout, exitCode: run.exited?.code ?? Number(process.exitCode ?? 0) } }
    },
    // A script that fails on an input has failed with it, and starts anew with the next.
    death: () => (options.fuel.spent ? 'ran on and on' : null),
    revive: () => undefined,
    close: () => undefined,
  }
}

function filesOf(stdin) {
  const readFileSync = (path, encoding) => {
    if (path !== 0 && path !== '/dev/stdin') throw Object.assign(new Error('files cannot be had in a candidate host'), { code: 'UNSUPPORTED' })
    return encoding === undefined ? Buffer.from(stdin) : stdin
  }
  return Object.freeze({ readFileSync })
}

/** A server that listens to no port: each case is a real HTTP request through a pair of streams. */
function openService(options, entry) {
  // Few programs are services, and loading it takes as long as all the rest.
  const http = require('node:http')
  let server = null
  let handler = null
  const { realm, fuel } = options
  const createServer = (...args) => {
    server = http.createServer(...args.filter((arg) => typeof arg !== 'object'))
    server.listen = (...listenArgs) => {
      handler = server
      const ready = listenArgs.find((arg) => typeof arg === 'function')
      if (ready) server.once('listening', ready)
      setImmediate(() => server.emit('listening'))
      return server
    }
    server.address = () => ({ port: 1, address: '127.0.0.1', family: 'IPv4' })
    server.close = (done) => { done?.(); return server }
    return server
  }
  const shim = Object.freeze({ ...http, createServer, default: Object.freeze({ ...http, createServer }) })
  const run = new Run({ ...options, main: entry, given: (name) => (/^(node:)?http$/.test(name) ? shim : /^(node:)?fs$/.test(name) ? filesOf('') : timersOf(options, name)) })
  prepare(run, options, { env: { PORT: '1' } }, silentConsole)
  let started = null
  const start = async () => {
    const returned = run.loader.import(entry)
    if (isThenable(returned)) await run.settled(returned)
    if (handler === null) await new Promise((resolve) => setImmediate(resolve))
    if (handler === null) throw new Error('the service does not listen')
  }
  return {
    async ask({ task }) {
      try {
        await (started ??= start())
        const before = []
        for (const earlier of task.before ?? []) before.push(await run.settled(request(http, handler, earlier)))
        const last = await run.settled(request(http, handler, task))
        return { ok: true, value: task.isWhole === true ? { ...last, before } : last }
      } catch (error) {
        return failed(error, 'uncaught')
      }
    },
    death: () => (fuel.spent ? 'ran on and on' : run.death),
    revive: () => { run.death = null },
    close: () => server?.closeAllConnections?.(),
  }
}

function request(http, server, { method, path, headers, body }) {
  return new Promise((resolve, reject) => {
    const [near, far] = duplexPair()
    server.emit('connection', far)
    const asked = http.request({ method, path, headers: { host: 'organism', connection: 'close', ...headers }, createConnection: () => near }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => { text += chunk })
      response.on('end', () => resolve({ status: response.statusCode, body: response.headers['content-type']?.includes('json') ? parsed(text) : text }))
      response.on('error', reject)
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const open = { task: openTask, script: openScript, service: openService }

module.exports = { CaseDriver }
