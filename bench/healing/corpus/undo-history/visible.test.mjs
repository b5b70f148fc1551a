import assert from 'node:assert/strict'
import { History } from './program.mjs'

const typed = (...states) => states.reduce((history, state) => history.push(state), new History(''))

assert.equal(typed('a', 'ab').undo(), 'a')

{
  const history = typed('a', 'ab')
  history.undo()
  assert.equal(history.redo(), 'ab')
  assert.equal(history.canRedo, false)
}

{
  const history = typed('a', 'b', 'c')
  history.undo()
  history.undo()
  assert.equal(history.redo(), 'b')
  assert.equal(history.redo(), 'c')
}

{
  const history = typed('a', 'b')
  history.undo()
  history.push('x')
  assert.equal(history.canRedo, false)
  assert.equal(history.redo(), 'x')
}

{
  const history = typed('a')
  history.undo()
  history.redo()
  assert.equal(history.undo(), '')
}

{
  const history = new History(0, 2).push(1).push(2).push(3)
  history.undo()
  assert.equal(history.undo(), 1)
  assert.equal(history.canUndo, false)
}
