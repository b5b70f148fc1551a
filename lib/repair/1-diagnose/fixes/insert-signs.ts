import type { Draft, Fix } from '../draft.ts'

/** With how unlikely each is to be what is missing. */
const signs: [sign: string, cost: number][] = [
  [',', 0], ['=>', 0.2], ['=', 0.2], [':', 0.2], ['.', 0.3], [';', 0.4], ['+', 0.6], ['===', 0.8], ['&&', 0.8], ['||', 0.8], ['<', 0.9], ['?', 0.9],
  ['-', 1], ['*', 1], ['/', 1.2], ['+=', 1.1], ['>', 1.1], ['??', 1.2], ['...', 1.2], ['<=', 1], ['!==', 0.9], ['>=', 1.1], ['!', 1.2], ['%', 1.3], ['-=', 1.4],
]

/** Commas, colons, operators and arrows that are missing at the place of the error or shortly before it. */
export function* insertSigns(draft: Draft): Generator<Fix> {
  for (let index = Math.max(1, draft.at - 6); index <= Math.min(draft.at + 1, draft.tokens.length); index += 1) {
    for (const [sign, cost] of signs) yield { ...draft.insert(sign === ';' ? 'insert-semicolon' : 'insert-operator', index, sign, 1.6 + cost + draft.distance(index)), leaves: draft.unpaired.length }
  }
}
