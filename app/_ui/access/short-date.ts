const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

/** 21 Nov, 19:04: in the time zone of who reads it. */
export const shortDate = (at: number): string => format.format(at)
