import type { Draft, Fix } from '../draft.ts'

const reach = 40

/** The wrong bracket, or an arrow that lost its head: one sign becomes another. */
export function* replaceSigns(draft: Draft): Generator<Fix> {
  for (let index = Math.max(0, draft.at - reach); index <= Math.min(draft.at + 3, draft.tokens.length - 1); index += 1) {
    const token = draft.tokens[index]
    if (token?.type !== 'Punctuator') continue
    const isBracket = /^[()[\]{}]$/.test(token.value)
    if (!isBracket && draft.at - index > 6) continue
    for (const sign of isBracket ? '()[]{}' : signsLike(token.value)) {
      const leaves = draft.leaves(index, index + 1, isBracket ? sign : '')
      if (sign === token.value || leaves === null) continue
      yield { kind: 'replace-sign', changes: [{ start: token.start, end: token.end, text: sign }], cost: 2.3 + draft.distance(index), leaves }
    }
  }
}

const alike = [['=', '==', '===', '=>', '+=', ':'], [',', ';', ':', '.'], ['=>', '=', '>=', '>'], ['<', '<='], ['&', '&&'], ['|', '||'], ['.', '..', '...', '?.'], ['+', '+=', '++'], ['-', '-=', '--']]

const signsLike = (value: string): string[] => alike.flatMap((family) => (family.includes(value) ? family : []))
