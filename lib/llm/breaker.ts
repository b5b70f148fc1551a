import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen, isBrokenCircuitError, type CircuitBreakerPolicy } from 'cockatiel'
import { ModelAnswerError, ModelRestingError, ModelTimeoutError, type ModelError } from '../contract/errors.ts'

export interface BreakerLimits {
  /** Failed calls in a row before it rests. */
  failures: number
  restMs: number
}

/** One call that was let through. It says how it ended, once; what it says later changes nothing. */
export interface Passage {
  end: (error: ModelError | null) => void
  /** Nothing was learnt: it was stopped from outside. */
  drop: () => void
}

class Failed extends Error {}
class Dropped extends Error {}

const usual: BreakerLimits = { failures: 5, restMs: 30_000 }

/** Leaves a server alone for a while that fails again and again; then one call tries whether it is well. */
export class Breaker {
  readonly #policy: CircuitBreakerPolicy
  readonly #limits: BreakerLimits
  #brokeAt = 0

  constructor(limits: BreakerLimits = usual) {
    this.#limits = limits
    this.#policy = circuitBreaker(
      handleWhen((error) => error instanceof Failed),
      { halfOpenAfter: limits.restMs, breaker: new ConsecutiveBreaker(limits.failures) },
    )
    // The library tells time by the machine's clock alone.
    this.#policy.onBreak(() => { this.#brokeAt = Date.now() })
  }

  /** @throws ModelRestingError */
  async admit(address: string): Promise<Passage> {
    // The library would let it wait for the end of the call that tries, however long that takes.
    if (this.#policy.state === CircuitState.HalfOpen) throw resting(address, 'one call is trying now whether it is well')
    const outcome = Promise.withResolvers<void>()
    const entered = Promise.withResolvers<void>()
    this.#policy
      .execute(() => {
        entered.resolve()
        return outcome.promise
      })
      .catch((error: unknown) => entered.reject(error as Error))
    try {
      await entered.promise
    } catch (error) {
      if (!isBrokenCircuitError(error)) throw error
      const leftMs = Math.max(0, this.#brokeAt + this.#limits.restMs - Date.now())
      throw resting(address, `it is left alone for ${Math.ceil(leftMs / 1000)} s more`)
    }
    return {
      end: (error) => (error && isFailure(error) ? outcome.reject(new Failed()) : outcome.resolve()),
      // Whoever was to find out whether it is well, and did not, leaves it resting.
      drop: () => outcome.reject(this.#policy.state === CircuitState.HalfOpen ? new Failed() : new Dropped()),
    }
  }
}

const resting = (address: string, why: string): ModelRestingError =>
  new ModelRestingError(`${address} failed again and again: ${why}. Look whether it runs, or ask another model`)

/** A refusal comes from a server that is well. */
const isFailure = (error: ModelError): boolean => error.isRetryable || error instanceof ModelTimeoutError || error instanceof ModelAnswerError

/** One for each server, so that all who ask there rest together. */
export class Breakers {
  readonly #limits: BreakerLimits | undefined
  readonly #byPlace = new Map<string, Breaker>()

  constructor(limits?: BreakerLimits) {
    this.#limits = limits
  }

  of(place: string): Breaker {
    const breaker = this.#byPlace.get(place) ?? new Breaker(this.#limits)
    this.#byPlace.set(place, breaker)
    return breaker
  }
}
