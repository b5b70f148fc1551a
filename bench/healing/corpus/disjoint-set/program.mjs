/** Which things belong together, as more and more of them are joined. */
export class DisjointSet {
  constructor(count) {
    this.parents = Array.from({ length: count }, (_, i) => i)
    this.sizes = new Array(count).fill(1)
    this.groups = count
  }

  find(item) {
    while (this.parents[item] !== item) {
      this.parents[item] = this.parents[this.parents[item]]
      item = this.parents[item]
    }
    return item
  }

  /** @returns whether they were apart before */
  union(a, b) {
    let large = this.find(a)
    let small = this.find(b)
    if (large === small) return false
    if (this.sizes[large] < this.sizes[small]) [large, small] = [small, large]
    this.parents[small] = large
    this.sizes[large] += this.sizes[small]
    this.groups -= 1
    return true
  }

  areJoined(a, b) {
    return this.find(a) === this.find(b)
  }

  sizeOf(item) {
    return this.sizes[this.find(item)]
  }
}
