const test = require('node:test')
const assert = require('node:assert')
const { winner, freePlaces, score, bestMove } = require('./program.js')

test('a row', () => {
  assert.strictEqual(winner('XXXOO....'), 'X')
})

test('a column', () => {
  assert.strictEqual(winner('XO.XO..OX'), 'O')
})

test('a diagonal', () => {
  assert.strictEqual(winner('XO.OX...X'), 'X')
})

test('winning goes before keeping the other from it', () => {
  assert.strictEqual(bestMove('X..OO.X.X', 'O'), 5)
})

test('a draw', () => {
  assert.strictEqual(score('XOXXOO.X.', 'O'), 0)
})

test('nothing to move', () => {
  assert.strictEqual(bestMove('XOXXOOOXX', 'X'), -1)
})
