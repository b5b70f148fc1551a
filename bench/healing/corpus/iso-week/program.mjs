const dayMs = 24 * 60 * 60 * 1000

/** Year and number of the week that a day belongs to: weeks begin on Monday, week 1 holds the first Thursday. */
export function isoWeek(year, month, day) {
  const date = new Date(Date.UTC(year, month - 1, day))
  const weekday = date.getUTCDay() || 7
  const thursday = new Date(date.getTime() + (4 - weekday) * dayMs)
  const weekYear = thursday.getUTCFullYear()
  const newYear = Date.UTC(weekYear, 0, 1)
  const week = Math.floor((thursday.getTime() - newYear) / dayMs / 7) + 1
  return { year: weekYear, week }
}
