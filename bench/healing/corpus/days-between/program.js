'use strict'

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isLeapYear(year) {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function daysInMonth(year, month) {
  return month === 2 && isLeapYear(year) ? 29 : monthDays[month - 1]
}

/** Days from the first of January of the year 1 to a date `YYYY-MM-DD`. */
function dayNumber(date) {
  const [year, month, day] = date.split('-').map(Number)
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) throw new RangeError(`no date: ${date}`)
  const before = year - 1
  let days = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  for (let m = 1; m < month; m++) days += daysInMonth(year, m)
  return days + day - 1
}

const daysBetween = (from, to) => dayNumber(to) - dayNumber(from)

module.exports = { isLeapYear, daysInMonth, daysBetween }
