import { diffArrays } from 'diff'
import jsTokens from 'js-tokens'

/** How many characters the tokens have that only one of two texts has: what both have in the same order was not changed. */
export function changedCharacters(before: string, after: string): number {
  const [was, is] = linesThatDiffer(before.split('\n'), after.split('\n'))
  return diffArrays(tokensOf(was), tokensOf(is)).reduce((sum, { added, removed, value }) => sum + (added || removed ? value.join('').length : 0), 0)
}

/** To find the tokens of a whole file takes longer than to try a candidate. */
function linesThatDiffer(before: readonly string[], after: readonly string[]): [before: string, after: string] {
  const least = Math.min(before.length, after.length)
  let start = 0
  while (start < least && before[start] === after[start]) start += 1
  let end = 0
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return [before.slice(start, before.length - end).join('\n'), after.slice(start, after.length - end).join('\n')]
}

const tokensOf = (text: string): string[] => Array.from(jsTokens(text), ({ value }) => value).filter((value) => value.trim() !== '')
