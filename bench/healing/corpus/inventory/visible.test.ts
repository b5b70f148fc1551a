import assert from 'node:assert/strict'
import { Inventory, OutOfStock } from './program.ts'

const store = (): Inventory => {
  const inventory = new Inventory()
  inventory.add('bolt', 100, 0.5)
  inventory.add('nut', 20, 0.25)
  return inventory
}

{
  assert.equal(store().quantityOf('bolt'), 100)
}

{
  assert.equal(store().quantityOf('gear'), 0)
}

{
  const inventory = store()
  inventory.add('nut', 30, 0.5)
  assert.equal(inventory.quantityOf('nut'), 50)
  assert.equal(inventory.totalValue(), 75)
}

{
  assert.throws(() => store().remove('nut', 21), OutOfStock)
}

{
  assert.deepEqual(store().below(200), ['bolt', 'nut'])
}

{
  assert.deepEqual(store().below(20), [])
}

{
  const inventory = store()
  inventory.add('bolt', 1, 0.5)
  assert.equal(inventory.quantityOf('bolt'), 101)
}
