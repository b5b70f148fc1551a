import { ModelBudgetError } from '../contract/errors.ts'
import { hourMs, type HourSpending, type Spending } from '../contract/hour-budget.ts'

/**
 * What one seat has used within the last hour, with what is promised to calls under way. The most that a call can use is
 * set aside before it is made, in one step with the look at what is left: no number of calls at once goes beyond a limit.
 */
export class ModelBudget {
  readonly #limits: () => HourSpending
  readonly #now: () => number
  #spent: (Spending & { at: number })[] = []

  /** @param now wall clock, ms: an hour goes on where a core died */
  constructor(limits: () => HourSpending, now: () => number) {
    this.#limits = limits
    this.#now = now
  }

  /** Of the hour until now. */
  used(): HourSpending {
    const since = this.#now() - hourMs
    this.#spent = this.#spent.filter(({ at }) => at > since)
    return { calls: this.#spent.length, tokens: sum(this.#spent, 'tokens'), usd: sum(this.#spent, 'usd') }
  }

  /** What an earlier core has used. */
  remember(at: number, spending: Spending): void {
    this.#spent.push({ at, ...spending })
  }

  /** Which limit is reached already, in words; null where there is room for a call. */
  get hindrance(): string | null {
    return beyond(this.used(), this.#limits(), { tokens: 1, usd: 0 })
  }

  /**
   * Sets aside the most that a call can use.
   * @returns tells what it has used indeed; null: nobody was asked, and it counts for nothing
   * @throws ModelBudgetError, and nothing was set aside
   */
  reserve(most: Spending): (actual: Spending | null) => void {
    const why = beyond(this.used(), this.#limits(), most)
    if (why !== null) throw new ModelBudgetError(why)
    const entry = { at: this.#now(), ...most }
    this.#spent.push(entry)
    return (actual) => {
      if (actual === null) this.#spent = this.#spent.filter((other) => other !== entry)
      else Object.assign(entry, { tokens: actual.tokens, usd: actual.usd })
    }
  }
}

function beyond(used: HourSpending, limits: HourSpending, most: Spending): string | null {
  if (used.calls + 1 > limits.calls) return `the budget of ${limits.calls} calls an hour is spent`
  if (used.tokens + most.tokens > limits.tokens) return `${used.tokens} of ${limits.tokens} tokens an hour are used, and this may need ${most.tokens}`
  if (used.usd + most.usd > limits.usd) return `$${used.usd.toFixed(4)} of $${limits.usd.toFixed(2)} an hour are used, and this may cost $${most.usd.toFixed(4)}`
  return null
}

const sum = <K extends keyof Spending>(rows: readonly Spending[], key: K): number => rows.reduce((total, row) => total + row[key], 0)
