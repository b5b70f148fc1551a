export interface Version {
  major: number
  minor: number
  patch: number
  pre: string[]
}

export function parseVersion(text: string): Version {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(?:-([\w.]+))?$/.exec(text)
  if (!match) throw new SyntaxError(`no version: ${text}`)
  const [, major, minor, patch, pre] = match
  return { major: Number(major), minor: Number(minor), patch: Number(patch), pre: pre ? pre.split('.') : [] }
}

function comparePart(a: string, b: string): number {
  const isNumber = [a, b].map((part) => /^\d+$/.test(part))
  if (isNumber[0] && isNumber[1]) return Number(a) - Number(b)
  // Numbers come before words.
  if (isNumber[0] !== isNumber[1]) return isNumber[0] ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}

/** Below, equal to or above 0. A version with a tag comes before the one without. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [parseVersion(left), parseVersion(right)]
  const difference = a.major - b.major || a.minor - b.minor || a.patch - b.patch
  if (difference !== 0) return difference
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length
  for (let i = 0; i < Math.min(a.pre.length, b.pre.length); i++) {
    const order = comparePart(a.pre[i], b.pre[i])
    if (order !== 0) return order
  }
  return a.pre.length - b.pre.length
}
