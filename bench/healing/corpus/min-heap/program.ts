/** A queue that gives out the smallest first. */
export class MinHeap<T> {
  private readonly items: T[] = []
  private readonly compare: (a: T, b: T) => number

  constructor(compare: (a: T, b: T) => number) {
    this.compare = compare
  }

  get size(): number {
    return this.items.length
  }

  peek(): T | undefined {
    return this.items[0]
  }

  push(item: T): this {
    this.items.push(item)
    let index = this.items.length - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (this.compare(this.items[index], this.items[parent]) >= 0) break
      this.swap(index, parent)
      index = parent
    }
    return this
  }

  pop(): T | undefined {
    if (this.items.length === 0) return undefined
    this.swap(0, this.items.length - 1)
    const smallest = this.items.pop()
    this.sink(0)
    return smallest
  }

  private sink(index: number): void {
    for (;;) {
      const left = 2 * index + 1
      const right = left + 1
      let least = index
      if (left < this.items.length && this.compare(this.items[left], this.items[least]) < 0) least = left
      if (right < this.items.length && this.compare(this.items[right], this.items[least]) < 0) least = right
      if (least === index) return
      this.swap(index, least)
      index = least
    }
  }

  private swap(a: number, b: number): void {
    const held = this.items[a]
    this.items[a] = this.items[b]
    this.items[b] = held
  }
}
