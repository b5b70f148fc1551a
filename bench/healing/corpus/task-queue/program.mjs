/** Runs async tasks one after the other, those of higher priority first, equals in the order they came. */
export class TaskQueue {
  #waiting = []
  #isRunning = false

  add(task, priority = 0) {
    return new Promise((resolve, reject) => {
      const place = this.#waiting.findIndex((other) => other.priority < priority)
      const entry = { task, priority, resolve, reject }
      if (place === -1) this.#waiting.push(entry)
      else this.#waiting.splice(place, 0, entry)
      if (!this.#isRunning) this.#run()
    })
  }

  get size() {
    return this.#waiting.length
  }

  async #run() {
    this.#isRunning = true
    await null
    while (this.#waiting.length > 0) {
      const { task, resolve, reject } = this.#waiting.shift()
      try {
        resolve(await task())
      } catch (error) {
        reject(error)
      }
    }
    this.#isRunning = false
  }
}
