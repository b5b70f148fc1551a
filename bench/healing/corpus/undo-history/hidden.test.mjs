import assert from 'node:assert/strict'
import { History } from './program.mjs'

const typed = (...states) => states.reduce((history, state) => history.push(state), new History(''))

assert.equal(new History(5).present, 5)

assert.equal(new History(5).undo(), 5)

assert.equal(typed('a', 'ab').present, 'ab')

{
  const history = typed('a', 'ab')
  history.undo()
  assert.equal(history.undo(), '')
  assert.equal(history.canUndo, false)
}

assert.equal(typed('a').redo(), 'a')

{
  const history = typed('a', 'b', 'c')
  history.undo()
  history.undo()
  history.push('d')
  assert.equal(history.redo(), 'd')
  assert.equal(history.undo(), 'a')
}
