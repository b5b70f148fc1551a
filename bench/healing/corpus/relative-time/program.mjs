const steps = [
  { unit: 'year', seconds: 31_536_000 },
  { unit: 'month', seconds: 2_592_000 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
]

/** `3 hours ago`, `in 1 day`: from one moment to another, both in ms. */
export function relativeTime(moment, now) {
  const difference = Math.round((moment - now) / 1000)
  const distance = Math.abs(difference)
  const step = steps.find(({ seconds }) => distance >= seconds)
  if (!step) return 'just now'
  const count = Math.floor(distance / step.seconds)
  const words = `${count} ${step.unit}${count === 1 ? '' : 's'}`
  return difference < 0 ? `${words} ago` : `in ${words}`
}
