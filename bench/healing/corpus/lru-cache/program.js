/** A map of bounded size: what was not used for the longest time goes first. */
export class LruCache {
  #entries = new Map()

  constructor(capacity) {
    this.capacity = capacity
  }

  get size() {
    return this.#entries.size
  }

  get(key) {
    if (!this.#entries.has(key)) return undefined
    const value = this.#entries.get(key)
    this.#entries.delete(key)
    this.#entries.set(key, value)
    return value
  }

  set(key, value) {
    this.#entries.delete(key)
    this.#entries.set(key, value)
    if (this.#entries.size > this.capacity) {
      const [oldest] = this.#entries.keys()
      this.#entries.delete(oldest)
    }
    return this
  }

  keys() {
    return [...this.#entries.keys()]
  }
}
