import fc from 'fast-check'
import type { Json } from '../../lib/contract/json.ts'
import type { Refusal, Spec } from '../../lib/contract/spec.ts'

interface Order { kind: 'deposit' | 'withdraw' | 'transfer'; amount: number; from?: string; to?: string }
type Accounts = Record<string, number>
interface State { accounts: Accounts }
interface Result { receipts: { ok: boolean; why: string | null }[]; total: number }

const names = ['ada', 'bob', 'cleo', 'dev']
const largestAmount = 1_000_000

function isOrder(value: Json): boolean {
  const { kind, amount, from, to } = Object(value) as Partial<Record<keyof Order, unknown>>
  const inBounds = Number.isSafeInteger(amount) && (amount as number) > 0 && (amount as number) <= largestAmount
  const takes = kind === 'withdraw' || kind === 'transfer'
  const gives = kind === 'deposit' || kind === 'transfer'
  return inBounds && (takes || gives) && (!takes || typeof from === 'string') && (!gives || typeof to === 'string')
}

/** The bank as double entry has it: every order books the same amount out of one place and into another. */
function book(orders: Order[], before: Accounts): { after: Accounts; ok: boolean[] } {
  const after = new Map(Object.entries(before))
  const ok = orders.map(({ kind, amount, from, to }) => {
    const source = kind === 'deposit' ? null : (from ?? '')
    const target = kind === 'withdraw' ? null : (to ?? '')
    if ((source !== null && (after.get(source) ?? -1) < amount) || (target !== null && !after.has(target))) return false
    if (source !== null) after.set(source, (after.get(source) ?? 0) - amount)
    if (target !== null) after.set(target, (after.get(target) ?? 0) + amount)
    return true
  })
  return { after: Object.fromEntries(after), ok }
}

const sum = (accounts: Accounts): number => Object.values(accounts).reduce((total, cents) => total + cents, 0)

const account = fc.oneof({ arbitrary: fc.constantFrom(...names), weight: 12 }, { arbitrary: fc.constantFrom('nobody', 'toString', ''), weight: 1 })
const amount = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 20_000 }), weight: 8 },
  { arbitrary: fc.integer({ min: 1, max: largestAmount }), weight: 1 },
  { arbitrary: fc.constant(largestAmount), weight: 1 },
)
const order = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('deposit'), amount: fc.integer({ min: 1, max: 20_000 }), to: account }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant('withdraw'), amount, from: account }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant('transfer'), amount, from: account, to: account }), weight: 5 },
)
const batch = fc.array(order, { minLength: 6, maxLength: 20, size: 'max' })
const wrongOrder = fc.constantFrom<Json>(
  null, 'deposit', { kind: 'steal', amount: 5, from: 'ada' }, { kind: 'deposit', amount: 0, to: 'ada' }, { kind: 'deposit', amount: -5, to: 'ada' },
  { kind: 'withdraw', amount: 0.5, from: 'ada' }, { kind: 'withdraw', amount: 5 }, { kind: 'transfer', amount: 5, from: 'ada' }, { kind: 'transfer', amount: 5, to: 'ada' },
)

const start: State = { accounts: { ada: 50_000, bob: 30_000, cleo: 20_000, dev: 0 } }
const small: State = { accounts: { ada: 100, bob: 0 } }
const done = { ok: true, why: null }
const unknown = { ok: false, why: 'unknown account' }
const poor = { ok: false, why: 'not enough money' }

const refusals: Refusal<Json, State>[] = [
  { name: 'no list', task: { kind: 'deposit', amount: 5, to: 'ada' }, state: small, message: /orders must be an array/ },
  { name: 'an order that is nothing', task: [null], state: small, message: /unknown order/ },
  { name: 'an order nobody knows', task: [{ kind: 'steal', amount: 5, from: 'ada', to: 'bob' }], state: small, message: /unknown order: "steal"/ },
  { name: 'half a cent', task: [{ kind: 'deposit', amount: 0.5, to: 'ada' }], state: small, message: /whole number/ },
  { name: 'nothing at all', task: [{ kind: 'deposit', amount: 0, to: 'ada' }], state: small, message: /out of bounds/ },
  { name: 'a negative deposit', task: [{ kind: 'deposit', amount: -5, to: 'ada' }], state: small, message: /out of bounds/ },
  { name: 'too large an amount', task: [{ kind: 'deposit', amount: largestAmount + 1, to: 'ada' }], state: small, message: /out of bounds/ },
  { name: 'a withdrawal from nowhere', task: [{ kind: 'withdraw', amount: 5, to: 'ada' }], state: small, message: /takes from/ },
  { name: 'a deposit to nowhere', task: [{ kind: 'deposit', amount: 5, from: 'ada' }], state: small, message: /goes to/ },
  { name: 'a transfer to nowhere', task: [{ kind: 'transfer', amount: 5, from: 'ada' }], state: small, message: /goes to/ },
  { name: 'a transfer from nowhere', task: [{ kind: 'transfer', amount: 5, to: 'ada' }], state: small, message: /takes from/ },
]

export const spec: Spec<Json, Result, State> = {
  task: fc.oneof(
    { arbitrary: batch.map((orders): Json => orders.map((one) => ({ ...one }))), weight: 17 },
    { arbitrary: fc.tuple(batch, wrongOrder).map(([orders, wrong]): Json => [...orders.map((one) => ({ ...one })), wrong]), weight: 1 },
    { arbitrary: fc.constantFrom(...refusals.map(({ task }) => task)), weight: 2 },
  ),
  accepts: (task) => Array.isArray(task) && task.every(isOrder),
  initialState: start,
  examples: [
    { name: 'no orders', task: [], state: small, expected: { receipts: [], total: 100 } },
    { name: 'a deposit', task: [{ kind: 'deposit', amount: 25, to: 'bob' }], state: small, expected: { receipts: [done], total: 125 } },
    { name: 'a withdrawal of everything', task: [{ kind: 'withdraw', amount: 100, from: 'ada' }], state: small, expected: { receipts: [done], total: 0 } },
    { name: 'one cent too much', task: [{ kind: 'withdraw', amount: 101, from: 'ada' }], state: small, expected: { receipts: [poor], total: 100 } },
    { name: 'a transfer, and back again', task: [{ kind: 'transfer', amount: 60, from: 'ada', to: 'bob' }, { kind: 'transfer', amount: 60, from: 'bob', to: 'ada' }, { kind: 'withdraw', amount: 1, from: 'bob' }], state: small, expected: { receipts: [done, done, poor], total: 100 } },
    { name: 'a transfer to oneself', task: [{ kind: 'transfer', amount: 100, from: 'ada', to: 'ada' }], state: small, expected: { receipts: [done], total: 100 } },
    { name: 'unknown accounts', task: [{ kind: 'transfer', amount: 5, from: 'ada', to: 'nobody' }, { kind: 'withdraw', amount: 5, from: 'toString' }, { kind: 'deposit', amount: 5, to: '' }], state: small, expected: { receipts: [unknown, unknown, unknown], total: 100 } },
    { name: 'the largest amount', task: [{ kind: 'deposit', amount: largestAmount, to: 'ada' }], state: small, expected: { receipts: [done], total: largestAmount + 100 } },
    { name: 'a single cent', task: [{ kind: 'deposit', amount: 1, to: 'ada' }], state: small, expected: { receipts: [done], total: 101 } },
  ],
  throws: refusals,
  properties: [
    {
      name: 'money is conserved',
      check: ({ task, result, before, after }) => {
        const flow = (task as unknown as Order[]).reduce((total, { kind, amount }, index) => {
          if (result.receipts[index]?.ok !== true || kind === 'transfer') return total
          return kind === 'deposit' ? total + amount : total - amount
        }, 0)
        const off = sum(after.accounts) - sum(before.accounts) - flow
        return off === 0 ? null : `${Math.abs(off)} cents ${off > 0 ? 'appeared' : 'vanished'}`
      },
    },
    {
      name: 'no debts',
      check: ({ after }) => {
        const [name, cents] = Object.entries(after.accounts).find(([, balance]) => !Number.isSafeInteger(balance) || balance < 0) ?? []
        return name === undefined ? null : `${name} has ${cents} cents`
      },
    },
    {
      name: 'the books agree',
      check: ({ task, result, before, after }) => {
        const orders = task as unknown as Order[]
        const books = book(orders, before.accounts)
        if (result.receipts.length !== orders.length) return `${result.receipts.length} receipts for ${orders.length} orders`
        const at = books.ok.findIndex((ok, index) => result.receipts[index]?.ok !== ok)
        if (at >= 0) return `order ${at + 1} was ${books.ok[at] ? 'declined' : 'carried out'}`
        const names = new Set([...Object.keys(books.after), ...Object.keys(after.accounts)])
        const wrong = [...names].find((name) => books.after[name] !== after.accounts[name])
        return wrong === undefined ? null : `${wrong} has ${after.accounts[wrong]} cents instead of ${books.after[wrong]}`
      },
    },
    {
      name: 'the total is the sum',
      check: ({ result, after }) => (result.total === sum(after.accounts) ? null : `says ${result.total}, the accounts come to ${sum(after.accounts)}`),
    },
    {
      name: 'who is declined learns why',
      check: ({ result }) => {
        const at = result.receipts.findIndex(({ ok, why }) => (ok ? why !== null : why !== 'unknown account' && why !== 'not enough money'))
        return at < 0 ? null : `receipt ${at + 1} is ${JSON.stringify(result.receipts[at])}`
      },
    },
  ],
  limits: { timeoutMs: 2000, heapMb: 48, rssMb: 256, cpuSeconds: 5, outputBytes: 262_144 },
  fitness: ({ wallMs }) => 1000 / (1 + wallMs),
}
