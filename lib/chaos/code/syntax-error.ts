import type { CodeFault } from '../../contract/fault.ts'
import { clampIntensity } from '../severity.ts'
import { byRank, summarise } from './code-fault.ts'
import { applyEdits, collide, quote, type Site } from './edit.ts'
import { parseTree, type Tree } from './tree.ts'

export const syntaxError: CodeFault = {
  class: 'code',
  id: 'syntax-error',
  label: 'Break the syntax',
  teaches: 'One missing bracket and not a single line of the file runs: the loudest fault, and the easiest to find.',
  intensity: 'how many places are broken: 1 to 5',
  mutate: (source, choice) => {
    const tree = parseTree(source)
    const sites = tree ? brokenTokens(tree) : lostBrackets(source)
    const chosen: Site[] = []
    let mutated = source
    for (const site of byRank(sites, choice.random)) {
      if (chosen.length === clampIntensity(choice.intensity)) break
      if (chosen.some((other) => collide(site, other))) continue
      const next = applyEdits(source, [...chosen, site].flatMap(({ edits }) => edits))
      if (parseTree(next)) continue
      chosen.push(site)
      mutated = next
    }
    return chosen.length === 0 ? null : { source: mutated, summary: summarise(source, chosen) }
  },
}

/** Brackets that get lost and keywords that are misspelt; where there are neither, operators that get lost. */
function brokenTokens(tree: Tree): Site[] {
  return tree.tokens.flatMap(({ start, end, type }) => {
    const text = tree.source.slice(start, end)
    if (/^[^\w\s"'`#/]+$/.test(text)) return [{ edits: [{ start, end, text: '' }], rank: /^[()[\]{}]$/.test(text) ? 0 : 1, at: start, said: `${quote(text)} lost` }]
    if (!type.keyword || !/^[a-z]{2,}$/.test(text)) return []
    const misspelt = text.slice(0, -2) + text.slice(-2).split('').reverse().join('')
    return [{ edits: [{ start, end, text: misspelt }], rank: 0, at: start, said: `${quote(text)} became ${quote(misspelt)}` }]
  })
}

/** In a file that no parser can read: any bracket outside of whole-line comments. */
function lostBrackets(source: string): Site[] {
  return [...source.matchAll(/^(?!\s*(?:\/\/|\/?\*|#\s|""")).*$/gm)].flatMap((line) =>
    [...line[0].matchAll(/[()[\]{}]/g)].map((bracket) => {
      const start = line.index + bracket.index
      return { edits: [{ start, end: start + 1, text: '' }], rank: 0, at: start, said: `${quote(bracket[0])} lost` }
    }))
}
