'use strict'

const lines = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]]

/** A board is nine letters: X, O or `.` */
function winner(board) {
  for (const [a, b, c] of lines) {
    if (board[a] !== '.' && board[a] === board[b] && board[a] === board[c]) return board[a]
  }
  return null
}

const freePlaces = (board) => [...board].flatMap((sign, place) => (sign === '.' ? [place] : []))
const place = (board, index, sign) => board.slice(0, index) + sign + board.slice(index + 1)
const other = (sign) => (sign === 'X' ? 'O' : 'X')

/** 1 when the one whose turn it is can win, -1 when the other will, 0 for a draw. */
function score(board, turn) {
  if (winner(board) === other(turn)) return -1
  const free = freePlaces(board)
  if (free.length === 0) return 0
  return Math.max(...free.map((index) => -score(place(board, index, turn), other(turn))))
}

/** The first of the best places. */
function bestMove(board, turn) {
  let best = { index: -1, value: -Infinity }
  for (const index of freePlaces(board)) {
    const value = -score(place(board, index, turn), other(turn))
    if (value > best.value) best = { index, value }
  }
  return best.index
}

module.exports = { winner, freePlaces, score, bestMove }
