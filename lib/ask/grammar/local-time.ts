/** What clock and calendar of a time zone say, and back. */

/** How far the zone's clocks are ahead of UTC at a time, ms. */
function offsetAt(time: number, timeZone: string): number {
  const parts = Object.fromEntries(formatOf(timeZone).formatToParts(time).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000
}

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' })
  formats.set(timeZone, known)
  return known
}

/** @param wall what the clock shows, written as if it were UTC; where clocks skip it, the moment that they skip to */
export function timeOf(wall: number, timeZone: string): number {
  const guess = wall - offsetAt(wall, timeZone)
  return wall - offsetAt(guess, timeZone)
}

/** What the clock shows, written as if it were UTC. */
export const wallOf = (time: number, timeZone: string): number => time + offsetAt(time, timeZone)

export const dayMs = 86_400_000

/** Beginning of a day of the calendar. @param ahead days from the day that `time` lies in */
export function dayStart(time: number, timeZone: string, ahead = 0): number {
  const wall = wallOf(time, timeZone)
  return timeOf(wall - (((wall % dayMs) + dayMs) % dayMs) + ahead * dayMs, timeZone)
}

/** Monday is 1. */
export const weekdayOf = (time: number, timeZone: string): number => new Date(wallOf(time, timeZone)).getUTCDay() || 7

/** Times at which the zone's offset changes between two times, with the new offset; first of all the one that holds at `from`. */
export function offsetsBetween(from: number, to: number, timeZone: string): { from: number; offset: number }[] {
  const found = [{ from, offset: offsetAt(from, timeZone) }]
  for (let day = from; day < to; day += dayMs) {
    const next = Math.min(day + dayMs, to)
    const offset = offsetAt(next, timeZone)
    if (offset !== found.at(-1)?.offset) found.push({ from: changeWithin(day, next, timeZone), offset })
  }
  return found
}

/** To the minute. */
function changeWithin(from: number, to: number, timeZone: string): number {
  let [before, after] = [from, to]
  const offset = offsetAt(before, timeZone)
  while (after - before > 60_000) {
    const middle = Math.floor((before + after) / 2)
    if (offsetAt(middle, timeZone) === offset) before = middle
    else after = middle
  }
  return Math.floor(after / 60_000) * 60_000
}
