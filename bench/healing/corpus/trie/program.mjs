/** Words stored letter by letter, to find all that begin alike. */
export class Trie {
  #root = { children: new Map(), isWord: false }

  add(word) {
    let node = this.#root
    for (const letter of word) {
      if (!node.children.has(letter)) node.children.set(letter, { children: new Map(), isWord: false })
      node = node.children.get(letter)
    }
    node.isWord = true
    return this
  }

  has(word) {
    return this.#find(word)?.isWord ?? false
  }

  startingWith(prefix) {
    const start = this.#find(prefix)
    return start ? this.#wordsBelow(start, prefix) : []
  }

  #find(prefix) {
    let node = this.#root
    for (const letter of prefix) {
      node = node.children.get(letter)
      if (!node) return null
    }
    return node
  }

  #wordsBelow(node, prefix) {
    const words = node.isWord ? [prefix] : []
    const letters = [...node.children.keys()].sort()
    for (const letter of letters) words.push(...this.#wordsBelow(node.children.get(letter), prefix + letter))
    return words
  }
}
