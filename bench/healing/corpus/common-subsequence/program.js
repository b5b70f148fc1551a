'use strict'

/** One longest common subsequence of two texts. */
function commonSubsequence(a, b) {
  const memo = new Map()

  function longest(i, j) {
    if (i === a.length || j === b.length) return ''
    const key = `${i}:${j}`
    if (memo.has(key)) return memo.get(key)
    let best
    if (a[i] === b[j]) {
      best = a[i] + longest(i + 1, j + 1)
    } else {
      const skipA = longest(i + 1, j)
      const skipB = longest(i, j + 1)
      best = skipA.length >= skipB.length ? skipA : skipB
    }
    memo.set(key, best)
    return best
  }

  return longest(0, 0)
}

module.exports = { commonSubsequence }
