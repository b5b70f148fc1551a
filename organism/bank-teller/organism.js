// Carries out orders on accounts. All amounts are whole cents. Orders that cannot be filled are declined and change
// nothing; orders that make no sense refuse the whole batch before any money has moved.

const largestAmount = 1_000_000

/**
 * @param orders { kind: 'deposit' | 'withdraw' | 'transfer', amount, from?, to? }[]
 * @param state { accounts: name → cents }
 * @returns result: one receipt an order and the total of all accounts; state: the accounts afterwards
 */
export function perform(orders, state) {
  if (!Array.isArray(orders)) throw new TypeError('orders must be an array')
  orders.forEach(checkOrder)

  const accounts = { ...state.accounts }
  const receipts = []
  for (const order of orders) {
    const declined = whyNot(order, accounts)
    if (declined === null) carryOut(order, accounts)
    receipts.push({ ok: declined === null, why: declined })
    print(order, declined)
  }
  const total = sum(accounts)
  console.log(`\u001b[32m${receipts.length} orders, ${total} cents in the vault\u001b[0m`)
  return { result: { receipts, total }, state: { accounts } }
}

/** The reason to decline an order; null where it can be filled. */
function whyNot({ kind, amount, from, to }, accounts) {
  if (kind !== 'deposit' && !Object.hasOwn(accounts, from)) return 'unknown account'
  if (kind !== 'withdraw' && !Object.hasOwn(accounts, to)) return 'unknown account'
  if (kind !== 'deposit' && accounts[from] < amount) return 'not enough money'
  return null
}

function carryOut({ kind, amount, from, to }, accounts) {
  if (kind === 'withdraw' || kind === 'transfer') accounts[from] -= amount
  if (kind === 'deposit' || kind === 'transfer') accounts[to] += amount
}

function sum(accounts) {
  let total = 0
  for (const cents of Object.values(accounts)) total += cents
  return total
}

function checkOrder(order) {
  const { kind, amount, from, to } = Object(order)
  if (kind !== 'deposit' && kind !== 'withdraw' && kind !== 'transfer') throw new TypeError(`unknown order: ${JSON.stringify(kind)}`)
  if (!Number.isSafeInteger(amount)) throw new TypeError('an amount must be a whole number of cents')
  if (amount <= 0 || amount > largestAmount) throw new RangeError(`an amount of ${amount} cents is out of bounds`)
  if (kind !== 'deposit' && typeof from !== 'string') throw new TypeError(`a ${kind} must name the account it takes from`)
  if (kind !== 'withdraw' && typeof to !== 'string') throw new TypeError(`a ${kind} must name the account it goes to`)
}

function print({ kind, amount, from, to }, declined) {
  console.log(`\u001b[36m${kind}\u001b[0m ${amount} cents, ${from ?? 'cash'} → ${to ?? 'cash'}: ${declined ?? 'done'}`)
}
