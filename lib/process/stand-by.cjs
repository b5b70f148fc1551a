// Loaded ahead of a test command: the process has booted, has what the tests will ask Node for, and waits for the word to
// go on. Who starts it may write the files in the meantime. Programs that it starts itself do not wait.
const { closeSync, readSync } = require('node:fs')

const descriptor = 3
if (process.env.OUROBOROS_STAND_BY) {
  for (const builtin of process.env.OUROBOROS_STAND_BY.split(' ')) require(builtin)
  delete process.env.OUROBOROS_STAND_BY
  // The end of the line is no word: whoever was to give it is gone.
  if (readSync(descriptor, Buffer.alloc(1)) === 0) process.exit(1)
  closeSync(descriptor)
}
