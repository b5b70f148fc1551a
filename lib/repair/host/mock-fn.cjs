'use strict'
const { isThenable, settled, whenSettled } = require('./kinds.cjs')
const { unsupported } = require('./checks.cjs')

const { apply, construct, ownKeys } = Reflect
const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, hasOwn } = Object
const nothing = function () {}

/** Mock function → its record, which a test sees as `mock`. */
const records = new WeakMap()
/** What spies of a candidate have put elsewhere, in a realm that the next candidate may share. */
const leftovers = []
let calls = 0

class MockRecord {
  calls = []
  contexts = []
  instances = []
  invocationCallOrder = []
  results = []
  settledResults = []

  get lastCall() {
    return this.calls.at(-1)
  }
}

/** Mock functions of one candidate. */
class Mocks {
  #all = []
  #restoresImplementation

  /** @param {{ restoresImplementation: boolean }} options what mockReset leaves: as in vitest the first implementation, or as in jest none */
  constructor({ restoresImplementation }) {
    this.#restoresImplementation = restoresImplementation
  }

  fn(implementation) {
    return records.has(implementation) ? implementation : this.#make({ first: implementation, original: undefined, restore: () => undefined })
  }

  /** @throws UNSUPPORTED for accessors and for what cannot be replaced */
  spyOn(target, name, accessor) {
    if (accessor !== undefined) throw unsupported('spies on accessors')
    if (target === null || (typeof target !== 'object' && typeof target !== 'function')) throw new Error('there is nothing to spy upon')
    let owner = target
    while (owner !== null && getOwnPropertyDescriptor(owner, name) === undefined) owner = getPrototypeOf(owner)
    if (owner === null) throw new Error(`the property ${String(name)} is not defined`)
    const descriptor = getOwnPropertyDescriptor(owner, name)
    if (!('value' in descriptor)) throw unsupported('spies on accessors')
    const original = descriptor.value
    if (typeof original !== 'function') throw new Error(`${String(name)} is no function`)
    if (records.has(original)) return original
    if (!Object.isExtensible(target) || (owner === target && !descriptor.configurable)) throw unsupported('a spy on what is frozen')
    const restore = () => (owner === target ? defineProperty(target, name, descriptor) : delete target[name])
    const spy = this.#make({ first: undefined, original, restore })
    defineProperty(target, name, { ...descriptor, value: spy })
    leftovers.push(restore)
    return spy
  }

  #make({ first, original, restore }) {
    let record = new MockRecord()
    let implementation = first
    let once = []
    let name = 'vi.fn()'
    const next = () => once.shift() ?? implementation ?? original ?? nothing
    const mock = function (...args) {
      const order = { type: 'incomplete', value: undefined }
      const settling = { type: 'incomplete', value: undefined }
      record.calls.push(args)
      record.invocationCallOrder.push(++calls)
      record.results.push(order)
      record.settledResults.push(settling)
      const index = record.instances.push(this) - 1
      record.contexts.push(this)
      const act = next()
      let returned
      try {
        returned = new.target && hasOwn(act, 'prototype') ? construct(act, args, new.target) : apply(act, this, args)
      } catch (error) {
        Object.assign(order, { type: 'throw', value: error })
        Object.assign(settling, { type: 'rejected', value: error })
        throw error
      }
      if (new.target) record.instances[index] = record.contexts[index] = returned
      Object.assign(order, { type: 'return', value: returned })
      if (isThenable(returned)) whenSettled(returned, (value) => Object.assign(settling, { type: 'fulfilled', value }), (value) => Object.assign(settling, { type: 'rejected', value }))
      else Object.assign(settling, { type: 'fulfilled', value: returned })
      return returned
    }
    const set = (act) => { implementation = act; return mock }
    const setOnce = (act) => { once.push(act); return mock }
    const clear = () => { record = new MockRecord(); records.set(mock, record); return mock }
    const reset = () => { clear(); once = []; implementation = this.#restoresImplementation ? first : undefined; name = 'vi.fn()'; return mock }
    const methods = {
      mockImplementation: set, mockImplementationOnce: setOnce, mockClear: clear, mockReset: reset,
      mockRestore: () => { reset(); if (!this.#restoresImplementation) implementation = undefined; restore() },
      mockName: (given) => { name = given; return mock }, getMockName: () => name, getMockImplementation: () => once[0] ?? implementation,
      mockReturnThis: () => set(function () { return this }),
    }
    const ways = { Return: (value) => () => value, Resolved: (value) => () => Promise.resolve(value), Rejected: (value) => () => Promise.reject(value) }
    for (const way of ownKeys(ways)) {
      methods[`mock${way}Value`] = (value) => set(ways[way](value))
      methods[`mock${way}ValueOnce`] = (value) => setOnce(ways[way](value))
    }
    const throwing = (error) => () => { throw error }
    methods.mockThrow = (error) => set(throwing(error))
    methods.mockThrowOnce = (error) => setOnce(throwing(error))
    methods.withImplementation = (act, run) => {
      const [before, queue] = [implementation, once]
      implementation = act
      once = []
      const back = () => { implementation = before; once = queue; return mock }
      const returned = run()
      return isThenable(returned) ? settled(returned).then(back) : back()
    }
    for (const [key, value] of Object.entries(methods)) defineProperty(mock, key, { value, configurable: true, writable: true })
    defineProperty(mock, 'mock', { get: () => record })
    defineProperty(mock, 'length', { value: (first ?? original)?.length ?? 0, configurable: true })
    defineProperty(mock, '_isMockFunction', { value: true })
    records.set(mock, record)
    this.#all.push(mock)
    return mock
  }

  /** @param {'mockClear' | 'mockReset' | 'mockRestore'} method */
  each(method) {
    for (const mock of this.#all) mock[method]()
  }
}

/** @returns {MockRecord} @throws TypeError for what is no mock function */
function recordOf(mock) {
  const record = typeof mock === 'function' ? records.get(mock) : undefined
  if (record === undefined) throw new TypeError('what is no mock function was asked for its calls')
  return record
}

/** Takes back what the last candidate's spies have replaced. */
function restoreLeftovers() {
  for (const restore of leftovers.splice(0).reverse()) {
    try {
      restore()
    } catch {
      // Its owner has been frozen meanwhile: a realm that differs is thrown away by whoever holds it.
    }
  }
}

const isMock = (value) => typeof value === 'function' && records.has(value)

module.exports = { Mocks, recordOf, isMock, restoreLeftovers, keepForRestore: (restore) => leftovers.push(restore) }
