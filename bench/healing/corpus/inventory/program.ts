export interface Item {
  sku: string
  quantity: number
  price: number
}

export class OutOfStock extends Error {}

/** What lies in a store. Items that run out stay known, with a quantity of 0. */
export class Inventory {
  private items = new Map<string, Item>()

  add(sku: string, quantity: number, price: number): void {
    if (quantity <= 0) throw new RangeError('quantity must be positive')
    const known = this.items.get(sku)
    this.items.set(sku, { sku, quantity: (known?.quantity ?? 0) + quantity, price })
  }

  remove(sku: string, quantity: number): void {
    const item = this.items.get(sku)
    if (!item || item.quantity < quantity) throw new OutOfStock(sku)
    item.quantity -= quantity
  }

  quantityOf(sku: string): number {
    return this.items.get(sku)?.quantity ?? 0
  }

  totalValue(): number {
    let total = 0
    for (const { quantity, price } of this.items.values()) total += quantity * price
    return total
  }

  /** What has to be ordered soon, by sku. */
  below(threshold: number): string[] {
    return [...this.items.values()]
      .filter((item) => item.quantity < threshold)
      .map((item) => item.sku)
      .sort()
  }
}
