export interface Slot {
  from: number
  to: number
}

const minutes = (clock: string): number => {
  const [hours, rest] = clock.split(':').map(Number)
  return hours * 60 + rest
}

const clock = (total: number): string =>
  `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`

/** `09:00-10:30` in minutes since midnight. */
export function parseSlot(text: string): Slot {
  const [from, to] = text.split('-').map(minutes)
  if (!(from < to)) throw new RangeError(`ends before it begins: ${text}`)
  return { from, to }
}

export const formatSlot = ({ from, to }: Slot): string => `${clock(from)}-${clock(to)}`

/** What is free within a day around the meetings, where it lasts long enough. */
export function freeSlots(day: string, meetings: string[], leastMinutes = 1): string[] {
  const { from, to } = parseSlot(day)
  const busy = meetings.map(parseSlot).sort((a, b) => a.from - b.from)
  const free: Slot[] = []
  let cursor = from
  for (const meeting of busy) {
    if (meeting.from > cursor) free.push({ from: cursor, to: Math.min(meeting.from, to) })
    cursor = Math.max(cursor, meeting.to)
  }
  if (cursor < to) free.push({ from: cursor, to })
  return free.filter((slot) => slot.to - slot.from >= leastMinutes).map(formatSlot)
}
