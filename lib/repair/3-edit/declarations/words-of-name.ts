/** `minX` → min, x; `MAX_SIZE` → max, size. */
export const wordsOfName = (name: string): string[] => (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase())

const short = 3

/** Whether two names have a word in common, or words of one stem: `trimmed` and `trim`, `weekday` and `getUTCDay`. */
export function areAkin(one: string, other: string): boolean {
  const others = wordsOfName(other)
  return wordsOfName(one).some((word) => word.length >= short && others.some((like) => like.length >= short && (word.startsWith(like.slice(0, Math.max(short + 1, like.length - 3))) || like.startsWith(word.slice(0, Math.max(short + 1, word.length - 3))) || word.endsWith(like))))
}
