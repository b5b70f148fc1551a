import { isOnly, may, meaningOf, type Item } from './lex.ts'
import { dayMs, dayStart, timeOf, wallOf, weekdayOf } from './local-time.ts'
import type { TimeUnit } from './meaning.ts'
import { Misunderstanding } from './misunderstanding.ts'

export interface Span { from: number | null; to: number | null }
export interface Now { now: number; timeZone: string }

/** A time that was named: a whole day or hour, or a moment. */
interface Clocked extends Span {
  /** Times of day of which the day was not said. */
  clockFrom?: string
  clockTo?: string
  words: number
}

/**
 * Takes everything out of a question that says of which time it is asked.
 * @throws Misunderstanding
 */
export function readRange(items: readonly Item[], clock: Now): { rest: Item[]; span: Span | null } {
  const rest: Item[] = []
  const found: (Clocked & { isDay: boolean })[] = []
  for (let at = 0; at < items.length;) {
    const range = rangeAt(items, at, clock)
    if (range) {
      found.push(range)
      at += range.words
    } else {
      const item = items[at]
      if (item) rest.push(item)
      at += 1
    }
  }
  return { rest, span: together(found, clock) }
}

/** One span, or a day and a part of it. */
function together(found: readonly (Clocked & { isDay: boolean })[], clock: Now): Span | null {
  const [first, second] = found
  if (!first) return null
  if (!second) return plain(first, dayOf(null, first, clock), clock)
  const day = found.find(({ isDay }) => isDay)
  const part = found.find((each) => each !== day)
  if (found.length > 2 || !day || !part || (part.isDay || (part.clockFrom === undefined && part.clockTo === undefined))) {
    throw new Misunderstanding('I understand only one time at once: a day, or from one moment to another.', 'Rozumiem tylko jeden czas naraz: dzień albo od jednej chwili do drugiej.')
  }
  return plain(part, day.from ?? clock.now, clock, day)
}

function plain(range: Clocked, day: number, clock: Now, whole?: Span): Span {
  const from = range.clockFrom === undefined ? range.from : at(day, range.clockFrom, clock)
  const to = range.clockTo === undefined ? range.to : at(day, range.clockTo, clock)
  if (from !== null && to !== null && to <= from) throw new Misunderstanding('That time ends before it begins.', 'Ten czas kończy się, zanim się zacznie.')
  return { from: from ?? whole?.from ?? null, to: to ?? whole?.to ?? null }
}

/** Of a time of day without a day: today, or yesterday where it is still to come. */
function dayOf(day: number | null, range: Clocked, clock: Now): number {
  if (day !== null) return day
  const first = range.clockFrom ?? range.clockTo
  const today = dayStart(clock.now, clock.timeZone)
  return first !== undefined && at(today, first, clock) > clock.now ? dayStart(clock.now, clock.timeZone, -1) : today
}

function at(day: number, clockTime: string, { timeZone }: Now): number {
  const [hours = 0, minutes = 0] = clockTime.split(':').map(Number)
  if (hours > 24 || minutes > 59) throw new Misunderstanding(`There is no time ${clockTime}.`, `Nie ma godziny ${clockTime}.`)
  return timeOf(wallOf(day, timeZone) + (hours * 60 + minutes) * 60_000, timeZone)
}

/** Skips what says nothing between the words of one time. */
function next(items: readonly Item[], from: number): number {
  let place = from
  while (isOnly(items[place], 'stop')) place += 1
  return place
}

function rangeAt(items: readonly Item[], place: number, clock: Now): (Clocked & { isDay: boolean }) | null {
  const item = items[place]
  const words = (end: number): number => end - place
  if (may(item, 'between', 'from', 'since')) {
    const first = momentAt(items, next(items, place + 1), clock)
    if (!first) return null
    const link = next(items, first.end)
    if (may(item, 'between') ? may(items[link], 'and', 'to') : may(items[link], 'to', 'until')) {
      const second = momentAt(items, next(items, link + 1), clock)
      if (second) return { ...joined(first, second), isDay: false, words: words(second.end) }
    }
    if (may(item, 'between') || !may(item, 'since', 'from')) return null
    // “from yesterday” is the whole of it, “since yesterday” goes on until now; in Polish one word is both.
    if (!may(item, 'since')) return first.clock === undefined ? { from: first.from, to: first.to, isDay: true, words: words(first.end) } : null
    return { ...(first.clock === undefined ? { from: first.from } : { from: null, clockFrom: first.clock }), to: null, isDay: false, words: words(first.end) }
  }
  if (may(item, 'after', 'before', 'until')) {
    const moment = momentAt(items, next(items, place + 1), clock)
    if (!moment) return null
    const end = words(moment.end)
    if (may(item, 'after')) return moment.clock === undefined ? { from: moment.to ?? moment.from, to: null, isDay: false, words: end } : { from: null, clockFrom: moment.clock, to: null, isDay: false, words: end }
    if (moment.clock !== undefined) return { from: null, to: null, clockTo: moment.clock, isDay: false, words: end }
    return { from: null, to: may(item, 'before') ? moment.from : (moment.to ?? moment.from), isDay: false, words: end }
  }
  const rolling = rollingAt(items, place, clock)
  if (rolling) return { ...rolling, isDay: false }
  const day = momentAt(items, place, clock)
  return day && day.clock === undefined && day.to !== null ? { from: day.from, to: day.to, isDay: true, words: words(day.end) } : null
}

function joined(first: Moment, second: Moment): Omit<Clocked, 'words'> {
  return {
    from: first.clock === undefined ? first.from : null, ...(first.clock === undefined ? {} : { clockFrom: first.clock }),
    to: second.clock === undefined ? (second.to ?? second.from) : null, ...(second.clock === undefined ? {} : { clockTo: second.clock }),
  }
}

interface Moment extends Span { clock?: string; end: number }

/** A day, a date, a time of day, or so long ago. */
function momentAt(items: readonly Item[], place: number, clock: Now): Moment | null {
  const { now, timeZone } = clock
  const item = items[place]
  const wholeDay = (ahead: number): Span => ({ from: dayStart(now, timeZone, ahead), to: dayStart(now, timeZone, ahead + 1) })
  const time = meaningOf(item, 'clock')
  if (time) {
    const day = momentAt(items, next(items, place + 1), clock)
    return day && day.clock === undefined && day.from !== null && day.to !== null ? { from: at(day.from, time.clock, clock), to: null, end: day.end } : { from: null, to: null, clock: time.clock, end: place + 1 }
  }
  const day = meaningOf(item, 'day')
  if (day) {
    const ahead = 'back' in day.day ? -day.day.back : -((weekdayOf(now, timeZone) - day.day.weekday + 7) % 7)
    return withClock(items, place + 1, wholeDay(ahead), clock)
  }
  const date = meaningOf(item, 'date')
  if (date) return withClock(items, place + 1, dateSpan(date.date, clock), clock)
  const [number, month] = [meaningOf(item, 'number'), meaningOf(items[place + 1], 'month')]
  if (number && month) return withClock(items, place + 2, lastDate(month.month, number.number, clock), clock)
  const [monthFirst, numberNext] = [meaningOf(item, 'month'), meaningOf(items[place + 1], 'number')]
  if (monthFirst && numberNext) return withClock(items, place + 2, lastDate(monthFirst.month, numberNext.number, clock), clock)
  if (monthFirst && !may(items[place + 1], 'number')) return { ...lastMonth(monthFirst.month, clock), end: place + 1 }
  const unit = meaningOf(items[place + 1], 'unit')
  if (number && unit && may(items[place + 2], 'ago')) {
    return unit.unit === 'day' || unit.unit === 'week' ? { ...wholeDay(-number.number * (unit.unit === 'week' ? 7 : 1)), end: place + 3 } : { from: now - number.number * unitMs(unit.unit), to: null, end: place + 3 }
  }
  // “since 9”, “between 10 and 12”: hours, where nothing else follows.
  if (number && Number.isInteger(number.number) && number.number <= 24 && isHour(items, place)) return { from: null, to: null, clock: `${number.number}:00`, end: place + 1 }
  if (may(item, 'at')) return meaningOf(items[place + 1], 'clock') || meaningOf(items[place + 1], 'number') ? momentAt(items, place + 1, clock) : null
  return null
}

/** Whether a bare number stands where only an hour can: after a word for a moment, and before no thing that is counted. */
function isHour(items: readonly Item[], place: number): boolean {
  let before = place - 1
  while (isOnly(items[before], 'stop')) before -= 1
  return may(items[before], 'since', 'between', 'and', 'to', 'until', 'before', 'after', 'at', 'from') && !may(items[place + 1], 'unit', 'noun', 'superlative', 'value', 'month')
}

function withClock(items: readonly Item[], end: number, day: Span, clock: Now): Moment {
  const place = may(items[next(items, end)], 'at') ? next(items, end) + 1 : next(items, end)
  const time = meaningOf(items[place], 'clock')
  return time && day.from !== null ? { from: at(day.from, time.clock, clock), to: null, end: place + 1 } : { ...day, end }
}

function dateSpan(text: string, { timeZone }: Now): Span {
  const [year = 0, month = 0, day = 0] = text.includes('-') ? text.split('-').map(Number) : text.split('.').map(Number).reverse()
  return daySpan(year, month, day, timeZone)
}

/** The last one that has begun. */
function lastDate(month: number, day: number, { now, timeZone }: Now): Span {
  const year = new Date(wallOf(now, timeZone)).getUTCFullYear()
  const span = daySpan(year, month, day, timeZone)
  return span.from !== null && span.from > now ? daySpan(year - 1, month, day, timeZone) : span
}

/** All of the last month of that name that has begun. */
function lastMonth(month: number, { now, timeZone }: Now): Span {
  const year = new Date(wallOf(now, timeZone)).getUTCFullYear()
  const first = (of: number): number => timeOf(Date.UTC(of, month - 1, 1), timeZone)
  const begun = first(year) > now ? year - 1 : year
  return { from: first(begun), to: timeOf(Date.UTC(begun, month, 1), timeZone) }
}

function daySpan(year: number, month: number, day: number, timeZone: string): Span {
  const wall = Date.UTC(year, month - 1, day)
  if (new Date(wall).getUTCDate() !== day) throw new Misunderstanding('There is no such date.', 'Nie ma takiej daty.')
  return { from: timeOf(wall, timeZone), to: timeOf(wall + dayMs, timeZone) }
}

const lengths: Record<TimeUnit, number> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: dayMs, week: 7 * dayMs, month: 30 * dayMs }
const unitMs = (unit: TimeUnit | 'millisecond'): number => (unit === 'millisecond' ? 1 : lengths[unit])

/** Within the last hour; last week; this month. */
function rollingAt(items: readonly Item[], place: number, clock: Now): (Span & { words: number }) | null {
  const { now } = clock
  const item = items[place]
  if (!may(item, 'last', 'previous', 'this')) return null
  let end = next(items, place + 1)
  const half = may(items[end], 'half')
  if (half) end = next(items, end + 1)
  const number = half ? undefined : meaningOf(items[end], 'number')
  if (number) end = next(items, end + 1)
  const unit = meaningOf(items[end], 'unit')
  if (!unit || unit.unit === 'millisecond') return null
  const words = end + 1 - place
  const isCalendar = unit.unit === 'week' || unit.unit === 'month' || unit.unit === 'day'
  if (may(item, 'this')) return isCalendar || unit.unit === 'hour' ? { ...calendar(unit.unit, 0, clock), words } : null
  // “last week” is the one before this; “the last week” are the seven days until now.
  const isBefore = may(item, 'previous') || (item?.phrase === 'last' && number === undefined && !half && (unit.unit === 'week' || unit.unit === 'month'))
  if (isBefore) return number === undefined && !half ? { ...calendar(unit.unit, -1, clock), words } : null
  return { from: now - (half ? 0.5 : (number?.number ?? 1)) * unitMs(unit.unit), to: null, words }
}

/** The whole of the unit that now lies in, or of one before it. */
function calendar(unit: TimeUnit, ahead: number, { now, timeZone }: Now): Span {
  switch (unit) {
    case 'week': {
      const monday = 1 - weekdayOf(now, timeZone)
      return { from: dayStart(now, timeZone, monday + ahead * 7), to: dayStart(now, timeZone, monday + (ahead + 1) * 7) }
    }
    case 'month': {
      const wall = new Date(wallOf(now, timeZone))
      const first = (more: number): number => timeOf(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + more, 1), timeZone)
      return { from: first(ahead), to: first(ahead + 1) }
    }
    case 'day': return { from: dayStart(now, timeZone, ahead), to: dayStart(now, timeZone, ahead + 1) }
    case 'hour':
    case 'minute':
    case 'second': {
      const start = now - (now % lengths[unit]) + ahead * lengths[unit]
      return { from: start, to: start + lengths[unit] }
    }
  }
}
