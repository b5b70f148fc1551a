'use strict'
const { equals, loose } = require('./equals.cjs')
const { recordOf } = require('./mock-fn.cjs')

const same = (a, b) => equals(a, b, loose)
const sameArgs = (given, expected) => given !== undefined && given.length === expected.length && given.every((one, index) => same(one, expected[index]))
const returned = (mock) => recordOf(mock).results.filter(({ type }) => type !== 'throw')
const resolved = (mock) => recordOf(mock).settledResults.filter(({ type }) => type === 'fulfilled')

/** As in `matchers`, of mock functions. */
const mockMatchers = {
  toHaveBeenCalled: (mock) => recordOf(mock).calls.length > 0,
  toHaveBeenCalledTimes: (mock, [count]) => recordOf(mock).calls.length === count,
  toHaveBeenCalledOnce: (mock) => recordOf(mock).calls.length === 1,
  toHaveBeenCalledWith: (mock, args) => recordOf(mock).calls.some((call) => sameArgs(call, args)),
  toHaveBeenCalledExactlyOnceWith: (mock, args) => recordOf(mock).calls.length === 1 && sameArgs(recordOf(mock).calls[0], args),
  toHaveBeenNthCalledWith: (mock, [nth, ...args]) => sameArgs(recordOf(mock).calls[nth - 1], args),
  toHaveBeenLastCalledWith: (mock, args) => sameArgs(recordOf(mock).calls.at(-1), args),
  toHaveBeenCalledBefore: (mock, [other, mustBeCalled = true]) => isBefore(recordOf(mock), recordOf(other), mustBeCalled),
  toHaveBeenCalledAfter: (mock, [other, mustBeCalled = true]) => isBefore(recordOf(other), recordOf(mock), mustBeCalled),
  toHaveReturned: (mock) => returned(mock).length > 0,
  toHaveReturnedTimes: (mock, [count]) => returned(mock).length === count,
  toHaveReturnedWith: (mock, [value]) => recordOf(mock).results.some((result) => isReturn(result, value)),
  toHaveLastReturnedWith: (mock, [value]) => isReturn(recordOf(mock).results.at(-1), value),
  toHaveNthReturnedWith: (mock, [nth, value]) => isReturn(recordOf(mock).results[nth - 1], value),
  toHaveResolved: (mock) => resolved(mock).length > 0,
  toHaveResolvedTimes: (mock, [count]) => resolved(mock).length === count,
  toHaveResolvedWith: (mock, [value]) => resolved(mock).some((result) => same(value, result.value)),
  toHaveLastResolvedWith: (mock, [value]) => isResolved(recordOf(mock).settledResults.at(-1), value),
  toHaveNthResolvedWith: (mock, [nth, value]) => isResolved(recordOf(mock).settledResults[nth - 1], value),
}

const isReturn = (result, value) => result?.type === 'return' && same(result.value, value)
const isResolved = (result, value) => result?.type === 'fulfilled' && same(result.value, value)

function isBefore({ invocationCallOrder: [first] }, { invocationCallOrder: [second] }, mustBeCalled) {
  if (first === undefined) return !mustBeCalled
  return second !== undefined && first < second
}

const aliases = {
  toBeCalled: 'toHaveBeenCalled', toBeCalledTimes: 'toHaveBeenCalledTimes', toBeCalledWith: 'toHaveBeenCalledWith', lastCalledWith: 'toHaveBeenLastCalledWith',
  nthCalledWith: 'toHaveBeenNthCalledWith', toReturn: 'toHaveReturned', toReturnTimes: 'toHaveReturnedTimes', toReturnWith: 'toHaveReturnedWith',
  lastReturnedWith: 'toHaveLastReturnedWith', nthReturnedWith: 'toHaveNthReturnedWith',
}
for (const [alias, name] of Object.entries(aliases)) mockMatchers[alias] = mockMatchers[name]

module.exports = { mockMatchers }
