'use strict'

/** A queue of fixed size that overwrites its oldest item when it is full. */
class RingBuffer {
  constructor(capacity) {
    this.slots = new Array(capacity)
    this.start = 0
    this.count = 0
  }

  get isFull() {
    return this.count === this.slots.length
  }

  push(item) {
    const end = (this.start + this.count) % this.slots.length
    this.slots[end] = item
    if (this.isFull) {
      this.start = (this.start + 1) % this.slots.length
    } else {
      this.count += 1
    }
  }

  shift() {
    if (this.count === 0) return undefined
    const item = this.slots[this.start]
    this.slots[this.start] = undefined
    this.start = (this.start + 1) % this.slots.length
    this.count -= 1
    return item
  }

  toArray() {
    return Array.from({ length: this.count }, (_, i) => this.slots[(this.start + i) % this.slots.length])
  }
}

module.exports = { RingBuffer }
