'use strict'

class BinaryTree {
  constructor() {
    this.root = null
  }

  insert(value) {
    this.root = this.insertBelow(this.root, value)
    return this
  }

  insertBelow(node, value) {
    if (node === null) return { value, left: null, right: null }
    if (value < node.value) node.left = this.insertBelow(node.left, value)
    else if (value > node.value) node.right = this.insertBelow(node.right, value)
    return node
  }

  contains(value) {
    let node = this.root
    while (node !== null) {
      if (value === node.value) return true
      node = value < node.value ? node.left : node.right
    }
    return false
  }

  height(node = this.root) {
    if (node === null) return 0
    return 1 + Math.max(this.height(node.left), this.height(node.right))
  }

  values(node = this.root) {
    if (node === null) return []
    return [...this.values(node.left), node.value, ...this.values(node.right)]
  }

  min() {
    let node = this.root
    if (node === null) return undefined
    while (node.left !== null) node = node.left
    return node.value
  }
}

module.exports = BinaryTree
