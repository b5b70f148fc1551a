'use strict'
const { inspect } = require('node:util')

const { slice } = String.prototype
const cut = (value, length) => slice.call(value, 0, length)
const toOrganism = (text) => text.replaceAll('file:///organism/', 'organism/').replaceAll('/organism/', 'organism/').replaceAll('organism/organism/', 'organism/')
const ofHost = (line) => line.includes(__dirname)

/** Where V8 compiled something that does not parse: no frame of the program comes before the loader's own. */
const compiling = /^\s+at .*\(?node:internal\/(?:modules|vm)/
const linking = /does not provide an export named|contains conflicting star exports/

/** `<file>:<line>`, the source, carets under the place if there is one: how V8 introduces an error of a CommonJS source. */
const arrow = /^\/organism\/(.+):(\d+)\n.*\n( *)/

/**
 * An error as plain text, whatever was thrown: nothing that the program made is called or read unguarded.
 * @param {string} phase the phase, if it is not a parse error
 */
function describe(thrown, phase) {
  try {
    return describeError(thrown, phase)
  } catch {
    return { phase, name: 'NonError', message: 'something was thrown that cannot be described', stack: '', code: null }
  }
}

function describeError(thrown, phase) {
  if (!(thrown instanceof Error) && typeof thrown?.stack !== 'string') {
    return { phase, name: 'NonError', message: cut(`${inspect(thrown, { depth: 1 })} was thrown`, 4000), stack: '', code: null }
  }
  const name = cut(String(thrown.name ?? 'Error'), 200)
  const message = cut(toOrganism(String(thrown.message)), 4000)
  const code = typeof thrown.code === 'string' ? cut(thrown.code, 100) : null
  const stack = String(thrown.stack)
  if (name === 'SyntaxError' && firstFrameMatches(stack, compiling)) {
    const place = arrow.exec(stack)
    const frame = place ? `\n    at organism/${place[1]}:${place[2]}:${place[3].length + 1}` : ''
    const isLink = linking.test(message)
    return { phase: isLink ? 'load' : 'parse', name, message, stack: cut(`${name}: ${message}${frame}`, 16_000), code }
  }
  const frames = stack.split('\n').filter((line) => !ofHost(line))
  return { phase, name, message, stack: cut(toOrganism(frames.join('\n')), 16_000), code }
}

function firstFrameMatches(stack, pattern) {
  const first = stack.split('\n').find((line) => /^\s+at /.test(line))
  return first !== undefined && pattern.test(first)
}

module.exports = { describe }
