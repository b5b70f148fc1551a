'use strict'
const { isBuiltin } = require('node:module')
const { posix } = require('node:path')

const { freeze, defineProperty, keys } = Object
const guesses = ['', '.js', '.json', '.cjs', '.mjs', '.ts', '.cts', '.mts', '/index.js', '/index.ts']
/** Node's own modules that do nothing to the world, as frozen copies: what one candidate changed would meet the next. */
const harmless = ['path', 'path/posix', 'util', 'events', 'url', 'querystring', 'string_decoder', 'buffer', 'crypto', 'perf_hooks', 'os', 'punycode', 'stream', 'stream/promises', 'async_hooks', 'util/types', 'zlib', 'constants']
const copies = new Map()

function builtin(name) {
  const bare = name.replace(/^node:/, '')
  if (!harmless.includes(bare)) return undefined
  if (!copies.has(bare)) {
    const loaded = require(bare)
    copies.set(bare, typeof loaded === 'function' ? loaded : freeze({ ...loaded }))
  }
  return copies.get(bare)
}

function unsupported(what) {
  return Object.assign(new Error(`${what} cannot be had in a candidate host`), { code: 'UNSUPPORTED' })
}

/** The modules of one candidate, each run once, in one realm. */
class Loader {
  #modules
  #realm
  #main
  #given
  #wrap
  #hooks
  #cache = new Map()
  #esm = new WeakSet()
  /** How deep in imports: what runs there runs for every check alike. */
  depth = 0

  /**
   * @param {Map<string, { text: string, isAsync: boolean, isFresh: boolean }>} modules by path; `isFresh`: another text for each candidate
   * @param {{ realm: object, main: string, given: (name: string) => unknown, hooks: { fuel: object, soft: Function, cover: Function } }} options
   *   main: the file that is run, not imported
   *   wrap: may put something else in an import's place
   *   given: what an import of a package or of Node's own comes to, undefined where unknown
   */
  constructor(modules, { realm, main, given, wrap, hooks }) {
    this.#modules = modules
    this.#realm = realm
    this.#main = main
    this.#given = given
    this.#wrap = wrap
    this.#hooks = hooks
  }

  /** As `load`, of a module that is not run for its own sake. */
  import(path) {
    this.depth++
    try {
      return this.load(path)
    } finally {
      this.depth--
    }
  }

  /** @returns the module's exports, or a promise of them where it awaits at its top level */
  load(path) {
    const cached = this.#cache.get(path)
    if (cached) return cached.exports
    const module = { exports: {}, id: path, filename: `/organism/${path}`, loaded: false, children: [], paths: [] }
    this.#cache.set(path, module)
    const { text, isAsync, isFresh } = this.#modules.get(path)
    if (path.endsWith('.json')) return (module.exports = this.#realm.parse(text))
    const run = isFresh ? this.#realm.compile(text, isAsync, path) : this.#realm.compileOnce(text, isAsync, path)
    const { fuel, soft, cover } = this.#hooks
    const slash = path.lastIndexOf('/')
    const returned = run.call(module.exports, module.exports, this.#require(path, module), module, module.filename, `/organism/${slash === -1 ? '' : path.slice(0, slash)}`, fuel, soft, cover)
    module.loaded = true
    return isAsync ? returned.then(() => module.exports) : module.exports
  }

  #require(from, module) {
    const require = (name) => {
      const path = this.#resolve(name, from)
      if (path !== null) {
        if (this.#modules.get(path).isAsync) throw unsupported('an import of a module that awaits at its top level')
        const loaded = this.import(path)
        if (this.#wrap === undefined) return loaded
        const wrapped = this.#wrap(loaded, path, from)
        if (this.#isModule(loaded)) this.#esm.add(wrapped)
        return wrapped
      }
      const found = this.#given(name) ?? builtin(name)
      if (found !== undefined) return found
      if (isBuiltin(name) || !/^[./]/.test(name)) throw unsupported(`the module ${name}`)
      throw Object.assign(new Error(`Cannot find module '${name}'`), { code: 'MODULE_NOT_FOUND' })
    }
    require.default = (loaded) => (this.#isModule(loaded) ? loaded.default : (loaded?.$default ?? loaded))
    require.named = (loaded, name, wanted) => {
      const missing = this.#isModule(loaded) ? wanted.find((one) => !(one in loaded)) : undefined
      // As Node says it.
      if (missing !== undefined) throw new SyntaxError(`The requested module '${name}' does not provide an export named '${missing}'`)
      return loaded
    }
    require.exports = (exports, getters) => {
      this.#esm.add(exports)
      for (const name of keys(getters)) defineProperty(exports, name, { get: getters[name], enumerable: true, configurable: true })
    }
    require.all = (exports, loaded) => {
      for (const name of keys(loaded)) if (name !== 'default' && !(name in exports)) defineProperty(exports, name, { get: () => loaded[name], enumerable: true, configurable: true })
    }
    require.async = async (name) => {
      const loaded = require(name)
      return this.#isModule(loaded) ? loaded : { __proto__: null, ...loaded, default: loaded }
    }
    require.meta = { url: `file:///organism/${from}`, filename: `/organism/${from}`, dirname: '/organism', main: from === this.#main }
    require.resolve = (name) => this.#resolve(name, from) ?? name
    require.cache = {}
    require.main = from === this.#main ? module : this.#cache.get(this.#main)
    return require
  }

  #isModule(loaded) {
    return typeof loaded === 'object' && loaded !== null && this.#esm.has(loaded)
  }

  #resolve(name, from) {
    if (!/^\.{0,2}\//.test(name) && name !== '.' && name !== '..') return null
    const path = name.startsWith('/') ? name.slice(1) : posix.join(posix.dirname(from), name)
    // TypeScript imports may name the JavaScript that they will become.
    const typed = path.replace(/\.([cm]?)js$/, '.$1ts')
    return guesses.map((guess) => path + guess).find((candidate) => this.#modules.has(candidate)) ?? (this.#modules.has(typed) ? typed : null)
  }
}

module.exports = { Loader, unsupported }
