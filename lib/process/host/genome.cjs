'use strict'
const { isBuiltin, registerHooks } = require('node:module')
const { compileFunction } = require('node:vm')

/** Where the genome's files seem to be. There is no such folder: they live in memory. */
const root = 'file:///organism/'
const esmOnly = /import statement outside a module|Unexpected token 'export'|'import\.meta' outside a module/
const cjsNames = ['exports', 'require', 'module', '__filename', '__dirname']

/** @type {Record<string, string>} */
let files = Object.create(null)
/** The last file that was given to be compiled: the one to blame for a parse error without a place. */
let lastLoaded = ''

function resolve(specifier, context, next) {
  if (isBuiltin(specifier)) return next(specifier, context)
  const parent = context.parentURL?.startsWith(root) ? context.parentURL : root
  const path = pathOf(specifier, parent)
  // As in Node: only `require` guesses endings.
  const endings = context.conditions.includes('require') ? ['', '.js', '.json', '.cjs', '/index.js'] : ['']
  const found = path === null ? undefined : endings.map((ending) => path + ending).find((candidate) => candidate in files)
  if (found === undefined) throw notFound(specifier, parent.slice(root.length))
  return { url: root + found, format: formatOf(found), shortCircuit: true }
}

/** The path in the genome; null for a package's name and for what lies outside. */
function pathOf(specifier, parent) {
  if (!/^(?:\.{0,2}\/|file:)/.test(specifier)) return null
  const url = new URL(specifier, parent).href
  return url.startsWith(root) ? url.slice(root.length) : null
}

function notFound(specifier, parent) {
  const error = new Error(`Cannot find module '${specifier}'${parent === '' ? '' : ` imported from organism/${parent}`}`)
  error.code = 'ERR_MODULE_NOT_FOUND'
  const lines = (files[parent] ?? '').split('\n')
  const line = lines.findIndex((text) => text.includes(`'${specifier}'`) || text.includes(`"${specifier}"`))
  // A static import has no frame of its own: the line that names the module takes its place.
  const place = line === -1 ? '' : `\n    at organism/${parent}:${line + 1}:${(lines[line] ?? '').indexOf(specifier)}`
  error.stack = `Error: ${error.message}${place}`
  return error
}

function formatOf(path) {
  if (path.endsWith('.json')) return 'json'
  if (path.endsWith('.mjs')) return 'module'
  if (path.endsWith('.cjs')) return 'commonjs'
  return declaredType() ?? guessFormat(path)
}

function declaredType() {
  if (!('package.json' in files)) return null
  try {
    const { type } = JSON.parse(files['package.json'])
    return type === 'module' || type === 'commonjs' ? type : null
  } catch {
    return null
  }
}

/** As Node guesses: a source that only fails because it is a module, or awaits at its top level, is one. */
function guessFormat(path) {
  const error = compileError(files[path], path)
  if (error === null) return 'commonjs'
  const isModule = esmOnly.test(error.message) || compileError(`async () => {${files[path]}\n}`, path) === null
  return isModule ? 'module' : 'commonjs'
}

function compileError(source, path) {
  try {
    compileFunction(source, cjsNames, { filename: `/organism/${path}` })
    return null
  } catch (error) {
    return error
  }
}

function load(url, context, next) {
  if (!url.startsWith(root)) return next(url, context)
  lastLoaded = url.slice(root.length)
  return { format: context.format ?? formatOf(lastLoaded), source: files[lastLoaded], shortCircuit: true }
}

/** From now on every import and require sees these files and Node's own modules, and nothing else. */
function mount(genome) {
  files = Object.assign(Object.create(null), genome)
}

registerHooks({ resolve, load })

module.exports = { mount, root, isModule: (path) => formatOf(path) === 'module', lastLoaded: () => lastLoaded }
