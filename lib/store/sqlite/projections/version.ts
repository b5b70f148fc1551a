/** Raised when a projection or `reduceView` changes what it makes of old events: the next core then rebuilds them all. */
export const projectionsVersion = 9
