'use strict'
// The program inside the sandbox. It boots, waits for a genome, runs it, and says on fd 4 what came of it.
// stdin, stdout and stderr belong to the organism. Whoever runs here can say anything on fd 4: the parent takes
// each word as a claim. What is used after the organism has begun is taken into constants before.
const { readSync } = require('node:fs')
const Module = require('node:module')
const { encode, decode } = require('./wire.cjs')
const { describe } = require('./failure.cjs')
const { writeThrough, writeAll } = require('./output.cjs')
const { mount, root, isModule, lastLoaded } = require('./genome.cjs')

const down = 3
const up = 4
const maxAnswerBytes = 16 * 1024 * 1024
/** Timers and sockets that the last task left behind may still fail for so long. */
const drainMs = 50

const { exit, pid } = process
const notPermitted = -1
const now = setImmediate
const later = setTimeout
const { allocUnsafe, byteLength, concat, from } = Buffer

/** What is printed before something is said is read before it. */
const flushes = [writeThrough(process.stdout), writeThrough(process.stderr)]

function say(frame) {
  for (const flush of flushes) flush()
  writeAll(up, from(`${frame}\n`))
}

function sayFailure(failure) {
  said = true
  say(encode({ kind: 'failure', failure: { ...failure, file: failure.phase === 'parse' ? lastLoaded() : null } }))
}

let unread = Buffer.alloc(0)
const readBuffer = allocUnsafe(64 * 1024)

/** Blocks for the parent's next frame; null once the parent is gone. */
function hear() {
  const pieces = []
  for (let chunk = unread; ; ) {
    const end = chunk.indexOf(10)
    if (end !== -1) {
      unread = chunk.subarray(end + 1)
      pieces.push(chunk.subarray(0, end))
      return decode(concat(pieces).toString())
    }
    if (chunk.length > 0) pieces.push(chunk)
    let size
    try {
      size = readSync(down, readBuffer)
    } catch {
      size = 0
    }
    if (size === 0) return null
    chunk = from(readBuffer.subarray(0, size))
  }
}

/** What the organism is in the middle of, while the parent waits for it. */
let busy = null
/** Whether a failure that ends the process was reported. */
let said = false

process.on('uncaughtExceptionMonitor', (error, origin) => {
  // A program that listens by itself has taken care of it.
  if (said || process.listenerCount('uncaughtException') > 0) return
  sayFailure(describe(error, origin === 'unhandledRejection' ? 'rejection' : 'uncaught'))
})

process.on('exit', (code) => {
  try {
    if (busy !== null && !said) sayFailure(describe(exitedEarly(code), busy))
    say(encode({ kind: 'exit', code }))
    // The parent takes its last measure, then lets go.
    hear()
  } catch {
    // Nobody listens any more: nothing is left to be said.
  }
})

function exitedEarly(code) {
  const error = new Error(`the program ended before it was done, with exit code ${code}`)
  error.name = 'ExitError'
  error.stack = `ExitError: ${error.message}\n${error.stack.split('\n').slice(1).join('\n')}`
  return error
}

function fence() {
  // Accidents only. A program that means harm is held by the tier's other walls, or not at all.
  const { _kill: kill } = process
  process._kill = (target, signal) => (target === pid ? kill(target, signal) : notPermitted)
  delete process._debugProcess
  delete process._debugEnd
}

async function importEntry(entry) {
  busy = 'load'
  const { perform } = await loadEntry(entry)
  if (typeof perform !== 'function') throw new TypeError(`organism/${entry} does not export a function perform`)
  busy = null
  return perform
}

async function loadEntry(entry) {
  const loaded = await import(root + entry)
  return typeof loaded.perform === 'function' ? loaded : (loaded.default ?? loaded)
}

async function performAll(entry) {
  let perform
  try {
    perform = await importEntry(entry)
  } catch (error) {
    busy = null
    throwOn(error, 'load')
    return
  }
  say('{"kind":"loaded"}')
  process.on('beforeExit', neverSettled)
  for (let order = hear(); order?.kind === 'task'; order = hear()) {
    await new Promise((answered) => performOne(perform, order, answered))
  }
  process.off('beforeExit', neverSettled)
  later(() => exit(), drainMs).unref()
}

/** Ends the wait for a promise that has nothing left to wait for. */
let giveUp = null
const neverSettled = () => giveUp?.()

async function performOne(perform, order, answered) {
  busy = 'perform'
  const answer = (fields) => {
    if (giveUp === null) return
    giveUp = null
    // A turn later, so that a promise that nobody caught ends the process before the answer counts.
    now(() => {
      busy = null
      say(`{"kind":"answer","id":${order.id},${fields}}`)
      answered()
    })
  }
  const fail = (thrown) => answer(`"failure":${encode(describe(thrown, 'perform'))}`)
  giveUp = () => fail(new Error('perform returned a promise that never settles'))
  try {
    const isStateful = 'state' in order
    const returned = isStateful ? await perform(order.task, order.state) : await perform(order.task)
    answer(isStateful ? encodeStateful(returned) : `"value":${encodeValue(returned, 'perform returned')}`)
  } catch (error) {
    fail(error)
  }
}

function encodeStateful(returned) {
  if (typeof returned !== 'object' || returned === null) throw new TypeError('perform did not return { result, state }')
  return `"value":${encodeValue(returned.result, 'the result is')},"state":${encodeValue(returned.state, 'the state is')}`
}

function encodeValue(value, what) {
  if (value === undefined) throw new TypeError(`${what} undefined`)
  const text = encode(value)
  if (byteLength(text) > maxAnswerBytes) throw new RangeError(`the answer is larger than ${maxAnswerBytes} bytes`)
  return text
}

async function runMain({ entry, args, port, env }) {
  Object.assign(process.env, env)
  if (port !== null) process.env.PORT = String(port)
  process.argv = [process.argv[0], `/organism/${entry}`, ...args]
  try {
    // `require.main === module` holds in a CommonJS program, as it does under plain Node.
    if (isModule(entry)) await import(root + entry)
    else Module._load(`/organism/${entry}`, null, true)
  } catch (error) {
    throwOn(error, 'load')
  }
}

/** Ends the process as Node does for an error that nobody caught: trace on stderr, exit code 1. */
function throwOn(error, phase) {
  if (process.listenerCount('uncaughtException') > 0) return rethrow(error)
  const failure = describe(error, phase)
  sayFailure(failure)
  // Only Node knows the source line that does not parse; for the rest it would show a line of this file.
  if (failure.name === 'SyntaxError') return rethrow(error)
  process.stderr.write(`Uncaught ${failure.stack || failure.message}\n`)
  exit(1)
}

function rethrow(error) {
  now(() => {
    throw error
  })
}

/** Loads what every run needs while nobody waits for it. */
async function warmUp() {
  mount({ 'warm-module.js': 'export function perform() { return 0 }', 'warm-script.js': 'exports.perform = () => 0' })
  await import(`${root}warm-module.js`)
  await import(`${root}warm-script.js`)
  decode(encode([1, 'a', { b: -0 }]))
}

async function main() {
  fence()
  await warmUp()
  say('{"kind":"ready"}')
  const order = hear()
  if (order === null) exit(0)
  mount(order.files)
  if (order.mode === 'perform') await performAll(order.entry)
  else await runMain(order)
}

void main()
