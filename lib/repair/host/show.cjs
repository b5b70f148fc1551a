'use strict'
const { inspect } = require('node:util')

const options = { depth: 2, breakLength: Infinity, maxArrayLength: 12, maxStringLength: 120, customInspect: false }

/** A value on one line, whatever it is: nothing that its program wrote is called, where V8 can do without. */
function show(value) {
  try {
    return inspect(value, options)
  } catch {
    return 'something that cannot be shown'
  }
}

module.exports = { show }
