'use strict'
const { plain } = require('./plain.cjs')

const most = 300
const longest = 20_000
const { toString } = Function.prototype

/**
 * Notes with which arguments the tests call what the program exports: the inputs that are varied later to tell
 * patches apart.
 * @param {{ importers: string[], paths: string[] }} records whose imports of what are noted
 * @param {{ path: string, name: string, args: string, check: number }[]} calls where they go
 * @param {() => number} check the number of the check that is being worked at
 * @returns {(loaded: unknown, path: string, importer: string) => unknown} what an importer is given
 */
function recordCalls(records, calls, check) {
  const wrapFunction = (called, path, name) => {
    if (typeof called !== 'function' || /^class\b/.test(toString.call(called))) return called
    return function recorded(...args) {
      note(path, name, args)
      return new.target ? Reflect.construct(called, args, new.target === recorded ? called : new.target) : Reflect.apply(called, this, args)
    }
  }
  const note = (path, name, args) => {
    if (calls.length >= most) return
    try {
      const text = JSON.stringify(plain(args))
      if (text.length <= longest) calls.push({ path, name, args: text, check: check() })
    } catch {
      // What JSON cannot say cannot be varied.
    }
  }
  return (loaded, path, importer) => {
    if (!records.importers.includes(importer) || !records.paths.includes(path)) return loaded
    if (typeof loaded === 'function') return Object.assign(wrapFunction(loaded, path, ''), loaded)
    if (typeof loaded !== 'object' || loaded === null) return loaded
    return new Proxy({}, {
      get: (_, name) => (typeof name === 'string' ? wrapFunction(loaded[name], path, name) : loaded[name]),
      has: (_, name) => name in loaded,
      ownKeys: () => Reflect.ownKeys(loaded),
      getOwnPropertyDescriptor: (_, name) => (name in loaded ? { value: loaded[name], enumerable: true, configurable: true, writable: true } : undefined),
    })
  }
}

module.exports = { recordCalls }
