import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { syntaxError } from '../../../lib/chaos/code/syntax-error.ts'
import { pick, seededRandom } from '../../../lib/chaos/random.ts'
import type { Random } from '../../../lib/contract/fault.ts'
import { type Token, tokenise } from '../../../lib/repair/1-diagnose/tokens.ts'
import { readSource } from '../../../lib/repair/source-file.ts'
import { rankOf } from './first-variants.ts'

const folder = new URL('../../../organism/', import.meta.url)
const programs = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => readFileSync(new URL(`${name}/organism.js`, folder), 'utf8'))

const parses = (text: string): boolean => {
  try {
    readSource('program.js', text)
    return true
  } catch {
    return false
  }
}

type Break = (text: string, tokens: Token[], random: Random) => string | undefined

const without = (text: string, start: number, end = start + 1): string => text.slice(0, start) + text.slice(end)

const breakages: Record<string, Break> = {
  'an inserted garbage token': (text, tokens, random) => {
    const { start } = pick(tokens, random)
    const garbage = pick(['@@', '}}', '%%!', ')(', ']', '#', '=>', '((', '$%^', '}', ')', '&&&', '***', 'const', 'foo bar'], random)
    return `${text.slice(0, start)}${garbage} ${text.slice(start)}`
  },
  'garbage inside a word': (text, tokens, random) => {
    const { start, value } = pick(tokens.filter(({ type, value }) => type === 'IdentifierName' && value.length > 2), random)
    const at = start + 1 + Math.floor(random() * (value.length - 1))
    return text.slice(0, at) + pick(['@', '%', '}', '#', ')'], random) + text.slice(at)
  },
  'a lost bracket': (text, tokens, random) => without(text, pick(tokens.filter(({ value }) => /^[()[\]{}]$/.test(value)), random).start),
  'a lost quote': (text, tokens, random) => {
    const strings = tokens.filter(({ type }) => type === 'StringLiteral' || type === 'NoSubstitutionTemplate')
    if (strings.length === 0) return undefined
    const { start, end } = pick(strings, random)
    return without(text, random() < 0.5 ? start : end - 1)
  },
  'a lost line with a closing bracket': (text, tokens, random) => {
    const { start } = pick(tokens.filter(({ value, start }) => value === '}' && /\n *$/.test(text.slice(0, start))), random)
    return without(text, text.lastIndexOf('\n', start), text.indexOf('\n', start))
  },
  'a syntax error by chaos': (text, _, random) => syntaxError.mutate(text, { random, intensity: 1 })?.source,
}

for (const [name, breaks] of Object.entries(breakages)) {
  test(`${name}: the original is among the first ten variants`, () => {
    const random = seededRandom(2604)
    const missed: string[] = []
    let count = 0
    for (const text of programs) {
      const { tokens } = tokenise(text)
      for (let tries = 0, found = 0; tries < 30 && found < 4; tries += 1) {
        const broken = breaks(text, tokens, random)
        if (broken === undefined || parses(broken)) continue
        found += 1
        count += 1
        if (rankOf(text, broken, 10) > 10) missed.push(broken)
      }
    }
    expect(count).toBeGreaterThan(15)
    expect(missed.length / count).toBeLessThanOrEqual(0.05)
  })
}
