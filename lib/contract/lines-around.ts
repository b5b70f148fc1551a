/** Lines shown before and after the one that is meant. */
const around = 4

/** The lines around one, with their numbers; none where the text has no such line. */
export function linesAround(text: string, line: number): { number: number; content: string }[] {
  const lines = text.replace(/\n$/, '').split('\n')
  if (line < 1 || line > lines.length) return []
  const first = Math.max(1, line - around)
  return lines.slice(first - 1, line + around).map((content, index) => ({ number: first + index, content }))
}
