import type { Death } from './question.ts'

/** Whether the same edit died of the same cause twice: to ask again would be to hear it again. */
export function isStuck(deaths: readonly Death[]): boolean {
  const seen = new Set<string>()
  for (const { tried, why } of deaths) {
    const death = JSON.stringify([squeezed(tried), squeezed(why).replaceAll(/\d+(?:\.\d+)?/g, '#')])
    if (seen.has(death)) return true
    seen.add(death)
  }
  return false
}

const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
