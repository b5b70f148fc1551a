import { isFunction } from '../../tree.ts'
import type { Family, Proposal } from '../family.ts'
import { gapsAt } from '../gaps.ts'
import { array, number, string, type Types } from '../value-types.ts'

/** How many parameters of a function are seen to. */
const most = 4
/** %: the parameter. By what it may be. */
const forms: readonly [takes: Types, text: string][] = [
  [number, 'Math.abs(%)'], [number, 'Math.trunc(%)'], [number, 'Math.max(0, %)'], [string, '%.trim()'], [string, '%.toLowerCase()'], [string, '%.toUpperCase()'], [array, '[...%]'],
]

/** What is done to parameters before anything else: signs, spaces, letters' cases taken away, a copy made, two put in order. */
export const normaliseParameter: Family = {
  kinds: ['normalise-parameter', 'order-parameters'],
  tiers: [2],
  *propose(part, context): Iterable<Proposal> {
    const gap = gapsAt(part, context).find(({ isStart }) => isStart)
    const fn = gap ? context.functionAround(gap.anchor) : null
    if (!gap || !fn || !isFunction(fn)) return
    const params = context.namesFor(gap.part).filter(({ kind, scope }) => kind === 'param' && scope.fn === fn).slice(0, most).map((name) => ({ name: name.name, types: context.typesOfName(name) }))
    for (const { name, types } of params) {
      for (const [takes, form] of forms) if (takes & types) yield { kind: 'normalise-parameter', cost: 2.8, changes: [gap.put(`${name} = ${form.replace('%', name)}`)] }
    }
    for (const [index, one] of params.entries()) {
      for (const other of params.slice(index + 1)) {
        if ((one.types & other.types & (number | string)) === 0) continue
        for (const operator of ['>', '<']) yield { kind: 'order-parameters', cost: 3, changes: [gap.put(`if (${one.name} ${operator} ${other.name}) [${one.name}, ${other.name}] = [${other.name}, ${one.name}]`)] }
      }
    }
  },
}
