/** `#f80` or `#ff8800` in three numbers from 0 to 255. */
export function parseHex(hex) {
  const match = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(hex)
  if (!match) throw new SyntaxError(`no colour: ${hex}`)
  const digits = match[1].length === 3 ? [...match[1]].map((digit) => digit + digit) : match[1].match(/../g)
  return digits.map((pair) => parseInt(pair, 16))
}

export function formatHex(channels) {
  const clamp = (value) => Math.min(255, Math.max(0, Math.round(value)))
  return `#${channels.map((value) => clamp(value).toString(16).padStart(2, '0')).join('')}`
}

/** Share 0 is the first colour, 1 the second. */
export function mix(first, second, share = 0.5) {
  const [a, b] = [parseHex(first), parseHex(second)]
  return formatHex(a.map((value, i) => value + (b[i] - value) * share))
}

/** 0 for black to 1 for white, as the web's accessibility guidelines count it. */
export function luminance(hex) {
  const [red, green, blue] = parseHex(hex).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

export function contrast(first, second) {
  const [darker, lighter] = [luminance(first), luminance(second)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}
