'use strict'

/** `a.b[0].c` in its steps. */
function toPath(text) {
  return text.replace(/\[(\d+)\]/g, '.$1').split('.').filter((step) => step !== '')
}

function get(object, path, fallback) {
  let value = object
  for (const step of toPath(path)) {
    if (value === null || value === undefined) return fallback
    value = value[step]
  }
  return value === undefined ? fallback : value
}

/** A copy with one value changed; what is not on the path is shared with the original. */
function set(object, path, value) {
  const change = (current, [step, ...rest]) => {
    if (step === undefined) return value
    const copy = Array.isArray(current) ? [...current] : { ...current }
    copy[step] = change(current?.[step] ?? (/^\d+$/.test(rest[0]) ? [] : {}), rest)
    return copy
  }
  return change(object, toPath(path))
}

module.exports = { get, set, toPath }
