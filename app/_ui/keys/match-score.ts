/**
 * How well something is meant by what was typed: 0 for not at all, 1 for its very name. All words have to be in it, as the
 * beginnings of its own first; letters that are strewn over it mean nothing.
 */
export function matchScore(title: string, words: readonly string[], typed: string): number {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return 1
  const name = title.toLowerCase()
  if (name.startsWith(wanted.join(' '))) return 1
  if (name.includes(wanted.join(' '))) return 0.9
  const parts = name.split(/[^\p{L}\p{N}]+/u)
  const scores = wanted.map((word): number => (parts.some((part) => part.startsWith(word)) ? 0.8 : name.includes(word) ? 0.6 : words.some((other) => other.toLowerCase().includes(word)) ? 0.4 : 0))
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length
}
