'use strict'

class InsufficientFunds extends Error {
  constructor(missing) {
    super(`${missing} missing`)
    this.missing = missing
  }
}

/** Amounts in cents. Every movement is kept. */
class Account {
  #movements = []

  constructor(owner, { overdraft = 0 } = {}) {
    this.owner = owner
    this.overdraft = overdraft
  }

  get balance() {
    return this.#movements.reduce((sum, { amount }) => sum + amount, 0)
  }

  deposit(amount, note = 'deposit') {
    if (!Number.isInteger(amount) || amount <= 0) throw new RangeError(`no amount: ${amount}`)
    this.#movements.push({ amount, note })
    return this.balance
  }

  withdraw(amount, note = 'withdrawal') {
    if (!Number.isInteger(amount) || amount <= 0) throw new RangeError(`no amount: ${amount}`)
    const available = this.balance + this.overdraft
    if (amount > available) throw new InsufficientFunds(amount - available)
    this.#movements.push({ amount: -amount, note })
    return this.balance
  }

  transfer(amount, other) {
    this.withdraw(amount, `to ${other.owner}`)
    other.deposit(amount, `from ${this.owner}`)
  }

  statement() {
    let balance = 0
    return this.#movements.map(({ amount, note }) => {
      balance += amount
      return `${note}: ${amount} = ${balance}`
    })
  }
}

module.exports = { Account, InsufficientFunds }
