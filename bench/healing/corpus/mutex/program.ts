/** Lets one holder in at a time, in the order in which they asked. */
export class Mutex {
  private isHeld = false
  private waiting: (() => void)[] = []

  async lock(): Promise<() => void> {
    if (this.isHeld) {
      await new Promise<void>((resolve) => this.waiting.push(resolve))
    }
    this.isHeld = true
    let isReleased = false
    return () => {
      if (isReleased) return
      isReleased = true
      this.release()
    }
  }

  async run<T>(action: () => Promise<T>): Promise<T> {
    const release = await this.lock()
    try {
      return await action()
    } finally {
      release()
    }
  }

  private release(): void {
    const next = this.waiting.shift()
    if (next) next()
    else this.isHeld = false
  }
}
