const assert = require('node:assert')
const { Account, InsufficientFunds } = require('./program.cjs')

const rich = () => {
  const account = new Account('Ada')
  account.deposit(1000)
  return account
}

assert.strictEqual(new Account('Bo').balance, 0)

assert.strictEqual(rich().withdraw(1000), 0)

assert.throws(() => rich().withdraw(1001), InsufficientFunds)

assert.throws(() => rich().deposit(0), RangeError)

{
  const [from, to] = [rich(), new Account('Di')]
  assert.throws(() => from.transfer(4000, to), InsufficientFunds)
  assert.deepStrictEqual([from.balance, to.balance], [1000, 0])
}

{
  const [from, to] = [rich(), new Account('Di')]
  from.transfer(1, to)
  assert.deepStrictEqual(from.statement(), ['deposit: 1000 = 1000', 'to Di: -1 = 999'])
  assert.deepStrictEqual(to.statement(), ['from Ada: 1 = 1'])
}

{
  const account = rich()
  account.withdraw(200, 'rent')
  assert.deepStrictEqual(account.statement(), ['deposit: 1000 = 1000', 'rent: -200 = 800'])
}

{
  const account = new Account('Ed', { overdraft: 50 })
  account.deposit(10)
  assert.strictEqual(account.withdraw(60), -50)
}
