'use strict'
// One warm process that tries many candidates, each in a few microseconds, where a process of its own would cost tens
// of milliseconds. It runs in the sandbox as a program that performs orders. What it says is a claim: whoever asked
// proves the winner again in a process that has tried nothing else.
const { Realm } = require('./realm.cjs')
const { Fuel } = require('./fuel.cjs')
const { Timers } = require('./timers.cjs')
const { TestDriver } = require('./test-driver.cjs')
const { CaseDriver } = require('./case-driver.cjs')
const { Run, describe, isThenable, turn } = require('./run.cjs')
const { plain } = require('./plain.cjs')
const { recordCalls } = require('./record-calls.cjs')

/** Candidates that may share one realm. A clean one is made sooner when somebody leaves something behind. */
const sharedBy = 250

// Thousands of errors are thrown here in a second, and nobody reads where.
Error.stackTraceLimit = 0

const fuel = new Fuel()
const timers = new Timers()
/** What is run, and against what: set once. */
let subject = null
let realm = null
let realmUses = 0
const bases = new Map()
let current = null

process.on('unhandledRejection', (error) => current?.die(`rejected, and nobody caught it: ${describe(error)}`))
process.on('uncaughtException', (error) => current?.die(`failed where nobody waited: ${describe(error)}`))

const orders = { open, base: keepBase, measure, try: tryAll, observe: observeAll, probe: probeAll }
/** Visits of one probe that are asked, and of one check: a loop must not use up what is meant for the checks behind it. */
const visits = { asked: 200, ofCheck: 40 }

async function perform(order) {
  return orders[order.op](order)
}

function open({ modules, suite, usesTimers, isFresh }) {
  subject = {
    modules: new Map(modules.map(({ path, text, isAsync }) => [path, { text, isAsync, isFresh: false }])),
    driver: suite.kind === 'tests' ? new TestDriver(suite) : new CaseDriver(suite),
    kind: suite.kind, files: suite.files ?? [], isAsync: suite.isAsync, usesTimers, isFresh,
  }
  realm = null
  bases.clear()
  return true
}

function keepBase({ id, modules }) {
  bases.set(id, new Map([...subject.modules, ...modules.map(({ path, text, isAsync }) => [path, { text, isAsync, isFresh: false }])]))
  return true
}

/** A realm that nobody has changed. */
function cleanRealm() {
  if (realm === null || subject.isFresh || realmUses >= sharedBy || !realm.isClean) {
    realm = new Realm({ fuel, timers: subject.usesTimers ? timers : null })
    realmUses = 0
  }
  realmUses += 1
  return realm
}

function optionsFor(modules, limit) {
  fuel.fill(limit)
  timers.clear()
  return {
    fuel, timers: subject.usesTimers ? timers : null, realm: cleanRealm(), modules, main: subject.files[0] ?? '',
    given: () => undefined, soft: undefined, cover: undefined, wrap: undefined,
    began: (run) => { current = run },
    refuel: () => fuel.fill(limit),
  }
}

/** One run of everything, told in full: what each check came to, what it reached, what it burnt. */
async function measure({ modules, limit, records }) {
  const all = new Map([...subject.modules, ...modules.map(({ path, text, isAsync }) => [path, { text, isAsync, isFresh: true }])])
  const options = optionsFor(all, limit)
  const covered = [new Set()]
  const burnt = []
  const calls = []
  let before = 0
  const always = new Set()
  options.cover = (id, value) => {
    const set = current.loader.depth > 0 ? always : covered.at(-1)
    set.add(id < predicates ? id : id + classOf(value))
    return value
  }
  const told = () => covered.map((set) => [...always, ...set])
  const next = (total) => {
    burnt.push(total - before)
    before = total
    covered.push(new Set())
  }
  if (subject.kind === 'tests') {
    const recorded = recordCalls(records, calls, () => burnt.length)
    const result = await runAll({ ...options, wrap: recorded }, limit, next)
    return { ...result, covered: told(), burnt, calls }
  }
  const { outcomes, death } = await runAll(options, limit, next)
  return { outcomes, death, right: outcomes.map((outcome, index) => (outcome === null ? false : (subject.driver.isRight(index, outcome) ?? null))), covered: told(), burnt, calls }
}

/**
 * Every check, whatever becomes of those before it.
 * @param next called behind each check with all that was burnt up to then
 * @param cases in which order cases are run; by default in their own
 */
function runAll(options, limit, next, cases) {
  let refilled = 0
  /** Where one check after the other runs on, they need not all run on for so long. */
  let spending = limit
  const refill = () => {
    refilled += fuel.burnt
    spending = { turns: Math.max(2_000, spending.turns / 2), ms: Math.max(10, spending.ms / 2) }
    fuel.fill(spending)
  }
  const behind = () => next(fuel.burnt + refilled)
  if (subject.kind === 'tests') return subject.driver.run(options, { order: null, hopeless: () => false, refill, onCheck: behind })
  const isHopeless = () => {
    behind()
    if (fuel.spent) refill()
    return false
  }
  return subject.driver.run({ ...options, refuel: () => fuel.fill(spending) }, { order: cases ?? subject.driver.indices, isHopeless, goesOn: true })
}

/** From here on ids are of predicates: a value belongs to each, and counts by what kind of value it is. See `predicateSplices` of stage 2. */
const predicates = 1_000_000

function classOf(value) {
  if (value === true) return 1
  if (value === false) return 0
  if (value === null || value === undefined) return 2
  if (typeof value === 'number') return value === 0 ? 4 : value < 0 ? 5 : value > 0 ? 6 : 3
  return value === '' || (Array.isArray(value) && value.length === 0) ? 7 : 1
}

/** What is answered where a candidate asks, in each visit of each check: `1`, `0`, what it is, or which number with a space behind; `x` where asking throws. */
function observeAll({ base, candidates, asks, limit, cases }) {
  const said = sayings[asks]
  return each(base, candidates, limit, async (options) => {
    const seen = new Map()
    let place = 0
    let asked = 0
    let askedOfCheck = 0
    let isAsking = false
    const threw = []
    options.cover = (count, ask) => {
      // What is asked may come by here itself.
      if (isAsking || asked >= visits.asked || askedOfCheck >= visits.ofCheck || fuel.spent) return
      isAsking = true
      asked++
      askedOfCheck++
      let answers = ''
      for (let question = 0; question < count; question++) {
        const given = threw[question] > 1 ? 'x' : answer(ask, question, said)
        // To throw is slow, and what throws tells little: it is not asked for ever.
        if (given === 'x') threw[question] = (threw[question] ?? 0) + 1
        answers += asks === 'numbers' ? `${given} ` : given
      }
      isAsking = false
      const check = cases === null ? place : cases[place]
      seen.set(`${check} ${answers}`, { check, answers })
    }
    await runAll(options, limit, () => { place++; askedOfCheck = 0 }, cases)
    return { visits: [...seen.values()] }
  })
}

function answer(ask, question, said) {
  try {
    return said(ask(question))
  } catch {
    return 'x'
  }
}

function truth(value) {
  return value ? '1' : '0'
}

function numeral(value) {
  return Number.isFinite(value) ? String(value) : '-'
}

/** By what is asked for. */
const sayings = { truth, types: kindOf, numbers: numeral }

const kinds = { number: 'n', bigint: 'n', string: 's', boolean: 'b', function: 'f', undefined: 'u' }
const tags = { '[object Map]': 'm', '[object Set]': 't' }

function kindOf(value) {
  if (value === null) return '0'
  return kinds[typeof value] ?? (Array.isArray(value) ? 'a' : (tags[Object.prototype.toString.call(value)] ?? 'o'))
}

function applyChanges(text, changes) {
  let result = ''
  let from = 0
  for (const [start, end, added] of changes) {
    result += text.slice(from, start) + added
    from = end
  }
  return result + text.slice(from)
}

/** The modules of one candidate: those of its base, and one that is changed. */
function modulesOf(base, { path, changes, text, isAsync }) {
  const all = bases.get(base)
  const before = all.get(path)
  const changed = changes === undefined ? { text, isAsync, isFresh: true } : { text: applyChanges(before.text, changes), isAsync: before.isAsync, isFresh: true }
  // The same map for all candidates, put right again behind each: a copy of many modules would cost more than its run.
  all.set(path, changed)
  return { all, restore: () => all.set(path, before) }
}

/** Lets what a candidate has left running come to nothing: what it does would be told of the next one. */
async function bury() {
  fuel.end()
  timers.clear()
  await turn()
}

/** @param ample what is given to a candidate, another time, that ran on when it had repaired something */
async function each(base, candidates, limit, judge, ample = limit) {
  const answers = []
  for (const candidate of candidates) {
    const { all, restore } = modulesOf(base, candidate)
    try {
      let answer = await judge(optionsFor(all, limit))
      if (answer.isNearly && fuel.spent && ample.turns > limit.turns) answer = await judge(optionsFor(all, ample))
      answers.push(answer)
    } catch (error) {
      answers.push({ score: -1, why: describe(error) })
    } finally {
      restore()
      current = null
      if (subject.isAsync) await bury()
      if (candidate.leavesTraces) realm = null
    }
  }
  return answers
}

/**
 * @param order see `TestPlan` and `CasePlan` of 4-evaluate/orders.ts
 */
function tryAll({ base, candidates, plan, limit, ample }) {
  return each(base, candidates, limit, subject.kind === 'tests' ? (options) => tryTests(options, plan) : (options) => tryCases(options, plan), ample)
}

const count = (checks) => { let passed = 0; for (const passes of checks) if (passes) passed++; return passed }

async function tryTests(options, plan) {
  // Those that fail come first: most candidates change nothing about them, and need no further look.
  let firsts = plan.first === null ? 0 : plan.first.length
  const hopeless = (checks) => plan.first !== null && firsts-- === 0 && count(checks) <= plan.baseline
  const order = plan.first === null ? null : [...plan.first, ...plan.rest]
  const { checks, death, why } = await subject.driver.run(options, { order, hopeless, refill: null, holds: plan.holds, hidden: plan.hidden, isImpatient: plan.isImpatient })
  const passed = count(checks)
  if (death !== null || checks.length < plan.total || checks.length === 0) return { score: passed, why: death ?? why ?? 'tests are missing', isNearly: passed > plan.baseline }
  if (passed === checks.length) return { score: passed, passes: true, why: null }
  const overfits = checks.every((passes, index) => passes || plan.hidden[index] === '1')
  return { score: passed, why: overfits ? `passes all but the cases held out: ${why}` : why, ...(overfits ? { overfits } : {}) }
}

async function tryCases(options, plan) {
  const { driver } = subject
  let passed = 0
  let failed = 0
  let seen = 0
  let why = null
  const isHopeless = (index, outcome) => {
    const right = driver.isRight(index, outcome)
    const before = plan.before[index]
    if (right === true) passed++
    else if (right === false || (before !== undefined && before === digest(outcome))) {
      failed++
      why ??= outcome.ok ? (before === digest(outcome) ? 'the input that failed comes to the same' : `case ${index + 1} comes to something else`) : `${outcome.failure.name}: ${outcome.failure.message.slice(0, 120)}`
    }
    seen++
    // Whoever repaired nothing of what failed has nothing to hope for; whoever gave one wrong answer is not worth being judged.
    return failed > 0 && ((passed === 0 && failed >= plan.patience) || seen >= plan.known)
  }
  const { outcomes, death } = await driver.run(options, { order: plan.order, isHopeless, goesOn: false })
  const passes = death === null && failed === 0 && outcomes.every((outcome, index) => outcome !== null || !plan.order.includes(index))
  return { score: passed, passes, why: passes ? null : (death ?? why), isNearly: passed > 0, ...(passes ? { outcomes } : {}) }
}

/** An outcome as a short text: equal where the outcomes are. */
function digest(outcome) {
  return outcome.ok ? JSON.stringify([outcome.value, outcome.state], special) : `${outcome.failure.name}: ${outcome.failure.message}`
}

const special = (_key, value) => (typeof value === 'number' && (value - value !== 0 || Object.is(value, -0)) ? `#${Object.is(value, -0) ? '-0' : String(value)}` : value)

/** What candidates come to on calls that no test makes: told as texts, to be compared. */
function probeAll({ base, candidates, calls, limit }) {
  return each(base, candidates, limit, async (options) => ({ outcomes: await probe(options, calls, limit) }))
}

async function probe(options, calls, limit) {
  const run = new Run({ ...options, given: () => undefined })
  const { realm: own } = options
  own.set('console', Object.freeze({ log() {}, error() {}, warn() {}, info() {}, debug() {} }))
  own.set('process', run.process({}))
  if (options.timers) for (const [name, value] of Object.entries(options.timers.api())) own.set(name, value)
  const outcomes = []
  for (const { path, name, args } of calls) {
    fuel.fill(limit)
    try {
      const loaded = run.loader.load(path)
      const called = name === '' ? loaded : (loaded[name] ?? loaded.default)
      const given = own.parse(args)
      let returned = called(...given)
      if (isThenable(returned)) returned = await run.settled(returned)
      outcomes.push(fuel.spent ? 'ran on' : JSON.stringify([returned === undefined ? '#undefined' : plain(returned), plain(given)], special))
    } catch (error) {
      outcomes.push(fuel.spent ? 'ran on' : `throws ${nameOf(error)}`)
    }
  }
  if (subject.usesTimers) await turn()
  return outcomes
}

function nameOf(error) {
  try {
    return String(error?.name)
  } catch {
    return '?'
  }
}

module.exports = { perform }
