const assert = require('node:assert')
const { Account, InsufficientFunds } = require('./program.cjs')

const rich = () => {
  const account = new Account('Ada')
  account.deposit(1000)
  return account
}

assert.strictEqual(rich().deposit(50), 1050)

assert.strictEqual(rich().withdraw(300), 700)

assert.throws(() => rich().withdraw(1250), { message: '250 missing', missing: 250 })

assert.throws(() => rich().withdraw(-5), RangeError)

{
  const account = new Account('Cy', { overdraft: 100 })
  assert.strictEqual(account.withdraw(100), -100)
  assert.throws(() => account.withdraw(1), /1 missing/)
}

{
  const [from, to] = [rich(), new Account('Di')]
  from.transfer(400, to)
  assert.deepStrictEqual([from.balance, to.balance], [600, 400])
}

{
  const account = new Account('Flo', { overdraft: 500 })
  account.transfer(200, new Account('Di'))
  assert.strictEqual(account.balance, -200)
}
