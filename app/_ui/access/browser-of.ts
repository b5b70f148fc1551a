const browsers = [['Edg/', 'Edge'], ['OPR/', 'Opera'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari']] as const
const systems = [['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android'], ['Windows', 'Windows'], ['Mac OS X', 'macOS'], ['Linux', 'Linux']] as const

/** A browser's account of itself in two words; what is no browser's is left as it is, but not at any length. */
export function browserOf(agent: string): string {
  const find = (words: readonly (readonly [string, string])[]): string | undefined => words.find(([part]) => agent.includes(part))?.[1]
  const browser = find(browsers)
  const system = find(systems)
  if (browser === undefined) return agent === '' ? 'unknown program' : agent.slice(0, 60)
  return system === undefined ? browser : `${browser} on ${system}`
}
