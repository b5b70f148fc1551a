const newline = 10

/** More than a host ever sends: what is longer did not come from it, or wants to fill our memory. */
export const maxFrameBytes = 17 * 1024 * 1024

/** One line of text a frame, from a pipe whose other end nobody can vouch for. */
export class FrameReader {
  #pieces: Buffer[] = []
  #bytes = 0

  /** @returns the frames that this chunk completes, or null once one is too long to be held */
  push(chunk: Buffer): string[] | null {
    const frames: string[] = []
    let from = 0
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      this.#pieces.push(chunk.subarray(from, end))
      frames.push(Buffer.concat(this.#pieces).toString('utf8'))
      this.#pieces = []
      this.#bytes = 0
      from = end + 1
    }
    const rest = chunk.subarray(from)
    this.#pieces.push(rest)
    this.#bytes += rest.length
    return this.#bytes > maxFrameBytes ? null : frames
  }
}
