/** What is read of a version; null where that is damaged on disk, or gone. */
export function whole<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
