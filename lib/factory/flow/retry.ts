/** What fails for another reason than the request is tried again. */
export const attempts = 2

/** @param made attempts so far, the one that failed included */
export const isWorthAnother = (error: unknown, made: number): boolean => made < attempts && (Object(error) as { isRetryable?: unknown }).isRetryable === true
