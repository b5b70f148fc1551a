'use strict'

const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** A number of bytes for people: three digits at most before the point, one behind it where it says something. */
function formatBytes(bytes) {
  const sign = bytes < 0 ? '-' : ''
  let size = Math.abs(bytes)
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  const rounded = Math.round(size * 10) / 10
  return `${sign}${rounded} ${units[unit]}`
}

module.exports = { formatBytes }
