/** States that can be undone and redone; a new one drops what could be redone. */
export class History {
  #past = []
  #future = []

  constructor(initial, limit = 100) {
    this.present = initial
    this.limit = limit
  }

  push(state) {
    this.#past.push(this.present)
    if (this.#past.length > this.limit) this.#past.shift()
    this.present = state
    this.#future = []
    return this
  }

  get canUndo() {
    return this.#past.length > 0
  }

  get canRedo() {
    return this.#future.length > 0
  }

  undo() {
    if (this.canUndo) {
      this.#future.push(this.present)
      this.present = this.#past.pop()
    }
    return this.present
  }

  redo() {
    if (this.canRedo) {
      this.#past.push(this.present)
      this.present = this.#future.pop()
    }
    return this.present
  }
}
