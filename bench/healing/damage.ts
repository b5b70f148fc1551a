import { stripTypeScriptTypes } from 'node:module'
import jsTokens from 'js-tokens'
import { parseTree } from '../../lib/chaos/code/tree.ts'
import { pick, shuffle } from '../../lib/chaos/random.ts'
import type { Random } from '../../lib/contract/fault.ts'

/** What slips of the hand leave behind: the program does not parse any more. */
export const damages = ['garbage-token', 'lost-bracket', 'lost-quote'] as const
export type Damage = (typeof damages)[number]

const garbage = ['}', ')', ']', '{', '(', ';', ',', '=', '=>', '.', ':', '?', '@', '#', '"', "'", 'x', 'foo', '42', 'else', 'const', 'return', '&&', '*']

interface Slip { at: number; end: number; text: string }

/**
 * The source with one slip of this kind in it, at a place drawn by lot.
 * @returns null where no such slip keeps it from being parsed
 */
export function damage(kind: Damage, source: string, random: Random): { source: string; summary: string } | null {
  for (const { at, end, text } of shuffle(slips(kind, source, random), random)) {
    const broken = source.slice(0, at) + text + source.slice(end)
    if (parses(broken)) continue
    const line = source.slice(0, at).split('\n').length
    return { source: broken, summary: `line ${line}: ${text === '' ? `\`${source.slice(at, end)}\` lost` : `\`${text.trim()}\` came in`}` }
  }
  return null
}

function slips(kind: Damage, source: string, random: Random): Slip[] {
  const found: Slip[] = []
  let at = 0
  for (const { type, value } of jsTokens(source)) {
    const end = at + value.length
    const isCode = type !== 'WhiteSpace' && type !== 'LineTerminatorSequence' && !type.endsWith('Comment')
    if (kind === 'garbage-token' && isCode) found.push({ at, end: at, text: `${pick(garbage, random)} ` })
    if (kind === 'lost-bracket' && /^[()[\]{}]$/.test(value)) found.push({ at, end, text: '' })
    if (kind === 'lost-quote' && type === 'StringLiteral') found.push({ at, end: at + 1, text: '' }, { at: end - 1, end, text: '' })
    at = end
  }
  return found
}

/** As JavaScript, or as TypeScript whose types Node can strip. */
function parses(source: string): boolean {
  if (parseTree(source)) return true
  try {
    return parseTree(stripTypeScriptTypes(source, { mode: 'strip' })) !== null
  } catch {
    return false
  }
}
