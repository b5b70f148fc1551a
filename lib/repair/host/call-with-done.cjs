'use strict'

/**
 * Calls a function that says by a callback that it is done.
 * @param {(done: Function) => unknown} run
 * @returns undefined where it is done already, else a promise
 */
function callWithDone(run) {
  let state = 'running'
  let failure
  let wake = () => undefined
  const end = (how, error) => {
    if (state === 'running') [state, failure] = [how, error]
    else if (state === 'done') [state, failure] = ['failed', new Error('done was called more than once')]
    wake()
  }
  const done = (error) => (error === undefined || error === null ? end('done') : end('failed', error))
  done.fail = (error) => end('failed', error ?? new Error('failed'))
  const returned = run(done)
  if (typeof returned === 'object' && returned !== null && typeof returned.then === 'function') throw new Error('a test takes a callback or returns a promise, not both')
  if (state === 'failed') throw failure
  if (state === 'done') return undefined
  return new Promise((resolve, reject) => {
    wake = () => (state === 'failed' ? reject(failure) : resolve())
  })
}

module.exports = { callWithDone }
