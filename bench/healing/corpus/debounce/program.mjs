/** Calls `action` once, `waitMs` after the last of several calls. The timer is given, so that it can be any. */
export function debounce(action, waitMs, { setTimer = setTimeout, clearTimer = clearTimeout } = {}) {
  let timer = null
  let latest = []

  function debounced(...args) {
    latest = args
    if (timer !== null) clearTimer(timer)
    timer = setTimer(() => {
      timer = null
      action(...latest)
    }, waitMs)
  }

  debounced.cancel = () => {
    if (timer !== null) clearTimer(timer)
    timer = null
  }

  debounced.flush = () => {
    if (timer === null) return
    debounced.cancel()
    action(...latest)
  }

  return debounced
}
