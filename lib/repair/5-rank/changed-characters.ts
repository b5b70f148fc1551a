import { diffArrays } from 'diff'
import jsTokens from 'js-tokens'

/** How many characters the tokens have that only one of two texts has: what both have in the same order was not changed. */
export function changedCharacters(before: string, after: string): number {
  return diffArrays(tokensOf(before), tokensOf(after)).reduce((sum, { added, removed, value }) => sum + (added || removed ? value.join('').length : 0), 0)
}

const tokensOf = (text: string): string[] => Array.from(jsTokens(text), ({ value }) => value).filter((value) => value.trim() !== '')
