const test = require('node:test')
const assert = require('node:assert')
const { winner, freePlaces, score, bestMove } = require('./program.js')

test('nobody has won at first', () => {
  assert.strictEqual(winner('.........'), null)
})

test('a full board without a winner', () => {
  assert.strictEqual(winner('XOXXOOOXX'), null)
})

test('free places', () => {
  assert.deepStrictEqual(freePlaces('X.O...XOX'), [1, 3, 4, 5])
})

test('win at once', () => {
  assert.strictEqual(bestMove('XX.OO....', 'X'), 2)
})

test('keep the other from winning', () => {
  assert.strictEqual(bestMove('X.XO.....', 'O'), 1)
})

test('a lost position', () => {
  assert.strictEqual(score('XX.XO...O', 'O'), -1)
})
