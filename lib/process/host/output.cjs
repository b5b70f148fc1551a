'use strict'
const { writeSync } = require('node:fs')

/**
 * What is printed leaves at once, so that a program that hangs or is killed has said what it said. Only after so
 * many writes within one turn of the event loop are the following ones put together: a flood costs a system call
 * for each block, not for each line.
 */
const directWrites = 256
const blockLength = 64 * 1024
/** Nothing waits longer than this while the program still prints. */
const waitMs = 16

const { from, isBuffer } = Buffer
const now = performance.now.bind(performance)
const later = setImmediate

/**
 * Makes process.stdout or process.stderr write synchronously. Node's own way is to queue what the pipe does not take,
 * which is lost at process.exit and fills the heap in a loop that prints without end.
 * @returns {() => void} writes what waits
 */
function writeThrough(stream) {
  const { fd } = stream
  let direct = directWrites
  let waiting = ''
  let waitingSince = 0
  let isScheduled = false

  const flush = () => {
    const text = waiting
    waiting = ''
    if (text !== '') writeAll(fd, from(text))
  }
  const turn = () => {
    isScheduled = false
    direct = directWrites
    flush()
  }
  const take = (chunk, encoding) => {
    if (!isScheduled) {
      isScheduled = true
      later(turn).unref()
    }
    if (isBuffer(chunk) || encoding !== 'utf8') {
      flush()
      writeAll(fd, isBuffer(chunk) ? chunk : from(chunk, encoding))
    } else if (direct > 0) {
      direct--
      writeAll(fd, from(chunk))
    } else {
      if (waiting === '') waitingSince = now()
      waiting += chunk
      if (waiting.length >= blockLength || now() - waitingSince > waitMs) flush()
    }
  }

  stream._handle?.setBlocking?.(true)
  stream._writev = null
  stream._write = (chunk, encoding, done) => {
    try {
      take(chunk, encoding)
      done()
    } catch (error) {
      done(error)
    }
  }
  return flush
}

function writeAll(fd, bytes) {
  for (let rest = bytes; rest.length > 0; ) rest = rest.subarray(writeSync(fd, rest))
}

module.exports = { writeThrough, writeAll }
