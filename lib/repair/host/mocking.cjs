'use strict'
const { withGaps } = require('./checks.cjs')
const { Mocks, isMock } = require('./mock-fn.cjs')

/** `vi` and `jest`, as far as they can be had. Their methods may be taken off them. */
class Mocking {
  #mocks
  fn = (implementation) => this.#mocks.fn(implementation)
  spyOn = (target, key, accessor) => this.#mocks.spyOn(target, key, accessor)
  isMockFunction = isMock
  mocked = (value) => value
  clearAllMocks = () => this.#each('mockClear')
  resetAllMocks = () => this.#each('mockReset')
  restoreAllMocks = () => this.#each('mockRestore')
  setTimeout = () => this
  setConfig = () => undefined

  constructor(isJest) {
    this.#mocks = new Mocks({ restoresImplementation: !isJest })
  }

  #each(method) {
    this.#mocks.each(method)
    return this
  }
}
Object.setPrototypeOf(Mocking.prototype, withGaps('vi or jest, '))

const mocking = (isJest) => Object.freeze(new Mocking(isJest))

module.exports = { mocking }
