import { bracketsOf, unpairedSigns } from './brackets.ts'
import type { Attempt } from './parse-failure.ts'
import { linesOf, tokenise } from './tokens.ts'

export interface Region { start: number; end: number }

/**
 * The stretches of a text that do not parse by themselves, between lines that seem to begin something new at the top
 * level: each can be mended alone, cheaply, and what is wrong with one hides nothing of another.
 *
 * @returns null where that does not come to the whole of what is wrong
 */
export function brokenRegions(text: string, parse: (text: string) => Attempt): Region[] | null {
  // The marks of a merge begin lines too, and one side of it says little without the other.
  if (/^(?:<{7}|>{7})/m.test(text)) return null
  const broken: Region[] = []
  for (const region of regionsOf(text)) {
    if (parse(text.slice(region.start, region.end)).ast) continue
    const last = broken.at(-1)
    // What one has too little of and the other too much belongs together.
    if (last && flaws(text, last) + flaws(text, region) > flaws(text, { start: last.start, end: region.end })) last.end = region.end
    else broken.push(region)
  }
  const rest = broken.reduceRight((all, { start, end }) => all.slice(0, start) + all.slice(start, end).replace(/[^\n]/g, ' ') + all.slice(end), text)
  return broken.length > 0 && parse(rest).ast ? broken : null
}

function regionsOf(text: string): Region[] {
  const starts = linesOf(text).flatMap(({ start, end }) => (/^(?:[\w$'"`@/#]|\[)/.test(text.slice(start, end)) && !/^(?:else|catch|finally)\b/.test(text.slice(start, end)) ? [start] : []))
  const bounds = [...new Set([0, ...starts, text.length])]
  return bounds.slice(1).map((end, index) => ({ start: bounds[index] ?? 0, end }))
}

function flaws(text: string, { start, end }: Region): number {
  const { tokens } = tokenise(text.slice(start, end))
  return unpairedSigns(bracketsOf(tokens)).length + tokens.filter(({ closed }) => !closed).length
}
