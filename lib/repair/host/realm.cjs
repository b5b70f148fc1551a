'use strict'
const { compileFunction, constants, createContext } = require('node:vm')

const ownKeys = Reflect.ownKeys
const parameters = ['exports', 'require', 'module', '__filename', '__dirname', '$fuel_ouroboros', '$soft_ouroboros', '$cover_ouroboros']

const fromNode = [
  'Buffer', 'URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'AbortController', 'AbortSignal', 'Event', 'EventTarget', 'queueMicrotask', 'atob', 'btoa', 'crypto',
  'DOMException', 'Blob', 'ReadableStream', 'WritableStream', 'TransformStream',
]

/** What V8 has not and Node gives; as the context's own, so that a clone has the context's prototypes. */
const own = `(() => {
Error.stackTraceLimit = 0
globalThis.global = globalThis
globalThis.structuredClone = function structuredClone(value) {
  const seen = new Map()
  const clone = (from) => {
    if (typeof from === 'function' || typeof from === 'symbol') throw new DOMException(String(from) + ' could not be cloned.', 'DataCloneError')
    if (typeof from !== 'object' || from === null) return from
    if (seen.has(from)) return seen.get(from)
    const keep = (copy) => { seen.set(from, copy); return copy }
    if (Array.isArray(from)) { const copy = keep(new Array(from.length)); for (const key of Object.keys(from)) copy[key] = clone(from[key]); return copy }
    if (from instanceof Date) return keep(new Date(from.getTime()))
    if (from instanceof RegExp) return keep(new RegExp(from.source, from.flags))
    if (from instanceof Map) { const copy = keep(new Map()); for (const [key, value] of from) copy.set(clone(key), clone(value)); return copy }
    if (from instanceof Set) { const copy = keep(new Set()); for (const value of from) copy.add(clone(value)); return copy }
    if (ArrayBuffer.isView(from)) return keep(from.slice())
    if (from instanceof Error) { const copy = keep(new (globalThis[from.name] ?? Error)(from.message)); return copy }
    const copy = keep({}); for (const key of Object.keys(from)) copy[key] = clone(from[key]); return copy
  }
  return clone(value)
}
})()`

/** What makes much of little in one call burns as the loop would that it stands for. */
const charging = `
(charge) => {
  const wrap = (owner, name, cost) => {
    const real = owner[name]
    const wrapped = { [name](...args) { charge(cost(this, args)); return Reflect.apply(real, this, args) } }[name]
    Object.defineProperty(owner, name, { value: wrapped, writable: true, configurable: true, enumerable: false })
  }
  wrap(Array.prototype, 'fill', (list) => list.length >>> 2)
  wrap(Array, 'from', (_, [from]) => Number(from?.length) >>> 4)
  wrap(Promise, 'reject', () => 100)
  wrap(String.prototype, 'repeat', (text, [count]) => (text.length * Number(count)) / 64 || 0)
  wrap(String.prototype, 'padStart', (_, [length]) => Number(length) / 64 || 0)
  wrap(String.prototype, 'padEnd', (_, [length]) => Number(length) / 64 || 0)
}`

/** Date that shows how far the virtual clock has run ahead. Only where timers are in play: it costs speed. */
const movingDate = `
(offset) => {
  const Real = Date
  const now = () => Real.now() + offset()
  globalThis.Date = class Date extends Real {
    constructor(...args) { if (args.length === 0) super(now()); else super(...args) }
    static now() { return Math.floor(now()) }
  }
}`

/** One global object with its own intrinsics. Candidates share it as long as they leave it as it was. */
class Realm {
  #global
  #keyCount
  #given = new Set()
  #compiled = new Map()

  /** @param {{ fuel: { charge: (turns: number) => void }, timers: { offset: number } | null }} options timers: the virtual clock, where the program uses one */
  constructor({ fuel, timers }) {
    this.#global = createContext(constants.DONT_CONTEXTIFY)
    for (const name of fromNode) this.#setLate(name)
    this.#run(own)
    this.set('performance', Object.freeze({ now: () => performance.now() + (timers?.offset ?? 0), timeOrigin: performance.timeOrigin, mark() {}, measure() {} }))
    this.parse = this.#run('JSON.parse')
    this.#run(charging)((turns) => fuel.charge(turns))
    if (timers) this.#run(movingDate)(() => timers.offset)
  }

  #run(source) {
    return compileFunction(`return ${source.trim()}`, [], { parsingContext: this.#global })()
  }

  /** A global that belongs to it, and may change from run to run. */
  set(name, value) {
    if (this.#given.has(name)) {
      this.#global[name] = value
      return
    }
    this.#given.add(name)
    Object.defineProperty(this.#global, name, { value, writable: true, configurable: true, enumerable: false })
    this.#keyCount = ownKeys(this.#global).length
  }

  /** As Node has it, from the first look on: half of a host's boot would be spent on loading what few programs use. */
  #setLate(name) {
    this.#given.add(name)
    Object.defineProperty(this.#global, name, {
      get: () => globalThis[name],
      set: (value) => { Object.defineProperty(this.#global, name, { value, writable: true, configurable: true, enumerable: false }) },
      configurable: true, enumerable: false,
    })
    this.#keyCount = ownKeys(this.#global).length
  }

  get isClean() {
    return ownKeys(this.#global).length === this.#keyCount
  }

  /** @throws SyntaxError of this process's own realm */
  compile(text, isAsync, path) {
    return compileFunction(isAsync ? `return (async () => {${text}\n})()` : text, parameters, { parsingContext: this.#global, filename: `/organism/${path}` })
  }

  /** Compiled once in this realm, for texts that stay the same. */
  compileOnce(text, isAsync, path) {
    let compiled = this.#compiled.get(path)
    if (compiled?.text !== text) {
      compiled = { text, run: this.compile(text, isAsync, path) }
      this.#compiled.set(path, compiled)
    }
    return compiled.run
  }
}

module.exports = { Realm }
