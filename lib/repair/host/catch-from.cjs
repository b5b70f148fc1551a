'use strict'
const { isUnsupported } = require('./checks.cjs')

/**
 * Runs what may throw. Assertions in it are part of the one that runs it.
 * @returns {{ error: unknown } | null} null where nothing was thrown
 * @throws what this process cannot do, that nobody may take for the error that a test waits for
 */
function catchFrom(checks, run) {
  checks.hush()
  try {
    run()
    return null
  } catch (error) {
    if (isUnsupported(error)) throw error
    return { error }
  } finally {
    checks.unhush()
  }
}

module.exports = { catchFrom }
