import assert from 'node:assert/strict'
import { Inventory, OutOfStock } from './program.ts'

const store = (): Inventory => {
  const inventory = new Inventory()
  inventory.add('bolt', 100, 0.5)
  inventory.add('nut', 20, 0.25)
  return inventory
}

{
  assert.equal(store().totalValue(), 55)
}

{
  const inventory = store()
  inventory.remove('bolt', 40)
  assert.equal(inventory.quantityOf('bolt'), 60)
}

{
  const inventory = store()
  inventory.remove('nut', 20)
  assert.equal(inventory.quantityOf('nut'), 0)
  assert.deepEqual(inventory.below(1), ['nut'])
}

{
  assert.throws(() => store().remove('gear', 1), OutOfStock)
}

{
  assert.throws(() => store().add('gear', 0, 1), RangeError)
}

{
  const inventory = store()
  inventory.add('nut', 5, 0.25)
  assert.deepEqual(inventory.below(22), [])
}
