/** Arguments as typed, one a line, each as it stands; a last line that is empty is none. */
export function readArgs(text: string): string[] {
  const lines = text.split(/\r?\n/)
  while (lines.at(-1) === '') lines.pop()
  return lines
}

/** What is wrong with them; null: nothing. */
export function wrongArgs(args: readonly string[]): string | null {
  if (args.length === 0) return 'Say at least one, one a line.'
  if (args.length > 50) return '50 at most.'
  if (args.some((arg) => arg.length > 2000)) return 'No argument is longer than 2,000 characters.'
  return null
}
