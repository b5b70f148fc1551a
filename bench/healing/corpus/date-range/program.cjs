'use strict'

const dayMs = 86_400_000
const toDay = (text) => Date.parse(`${text}T00:00:00Z`) / dayMs
const toText = (day) => new Date(day * dayMs).toISOString().slice(0, 10)

/** From the first to the last day, both included. */
function eachDay(first, last) {
  const days = []
  for (let day = toDay(first); day <= toDay(last); day++) days.push(toText(day))
  return days
}

const addDays = (text, count) => toText(toDay(text) + count)

/** The same day of another month, or its last day where it is too short. */
function addMonths(text, count) {
  const [year, month, day] = text.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year, month + count, 0))
  return toText(Math.floor(Date.UTC(lastDay.getUTCFullYear(), lastDay.getUTCMonth(), Math.min(day, lastDay.getUTCDate())) / dayMs))
}

/** 0 is Sunday. */
const weekday = (text) => new Date(toDay(text) * dayMs).getUTCDay()

function countWorkdays(first, last, holidays = []) {
  return eachDay(first, last).filter((day) => ![0, 6].includes(weekday(day)) && !holidays.includes(day)).length
}

module.exports = { eachDay, addDays, addMonths, weekday, countWorkdays }
