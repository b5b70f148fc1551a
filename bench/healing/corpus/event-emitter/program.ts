type Listener<T> = (value: T) => void

/** Tells listeners of named events, in the order in which they came. */
export class Emitter<Events extends Record<string, unknown>> {
  #listeners = new Map<keyof Events, Listener<never>[]>()

  /** @returns a function that takes the listener off again */
  on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void {
    const listeners = this.#listeners.get(name) ?? []
    this.#listeners.set(name, [...listeners, listener])
    return () => this.off(name, listener)
  }

  once<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void {
    const off = this.on(name, (value) => {
      off()
      listener(value)
    })
    return off
  }

  off<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): void {
    const listeners = this.#listeners.get(name) ?? []
    this.#listeners.set(name, listeners.filter((other) => other !== listener))
  }

  /** @returns how many were told */
  emit<Name extends keyof Events>(name: Name, value: Events[Name]): number {
    const listeners = this.#listeners.get(name) ?? []
    for (const listener of listeners) (listener as Listener<Events[Name]>)(value)
    return listeners.length
  }
}
