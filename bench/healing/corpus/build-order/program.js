'use strict'

/**
 * An order in which every target comes after what it needs; by name where there is a choice.
 * @throws where targets need each other in a circle
 */
function buildOrder(needs) {
  const order = []
  const state = new Map()

  const visit = (target) => {
    if (state.get(target) === 'done') return
    if (state.get(target) === 'open') throw new Error(`circle at ${target}`)
    state.set(target, 'open')
    for (const need of [...(needs[target] ?? [])].sort()) visit(need)
    state.set(target, 'done')
    order.push(target)
  }

  for (const target of Object.keys(needs).sort()) visit(target)
  return order
}

module.exports = { buildOrder }
