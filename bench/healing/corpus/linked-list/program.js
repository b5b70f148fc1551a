'use strict'

class LinkedList {
  constructor(values = []) {
    this.head = null
    this.tail = null
    this.length = 0
    for (const value of values) this.append(value)
  }

  append(value) {
    const node = { value, next: null }
    if (this.tail === null) {
      this.head = node
    } else {
      this.tail.next = node
    }
    this.tail = node
    this.length += 1
    return this
  }

  /** Removes the first node with this value. @returns whether there was one */
  remove(value) {
    let previous = null
    for (let node = this.head; node !== null; node = node.next) {
      if (node.value === value) {
        if (previous === null) this.head = node.next
        else previous.next = node.next
        if (node === this.tail) this.tail = previous
        this.length -= 1
        return true
      }
      previous = node
    }
    return false
  }

  reverse() {
    let previous = null
    let node = this.head
    this.tail = this.head
    while (node !== null) {
      const next = node.next
      node.next = previous
      previous = node
      node = next
    }
    this.head = previous
    return this
  }

  *[Symbol.iterator]() {
    for (let node = this.head; node !== null; node = node.next) yield node.value
  }
}

module.exports = { LinkedList }
