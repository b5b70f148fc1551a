/** `incydent(|u|ow)` stands for incydent, incydentu and incydentow; more of the kind in one form are multiplied out. */
export function formsOf(pattern: string): string[] {
  const open = pattern.indexOf('(')
  if (open === -1) return [pattern.trim()]
  const close = pattern.indexOf(')', open)
  const [before, choices, after] = [pattern.slice(0, open), pattern.slice(open + 1, close), pattern.slice(close + 1)]
  return choices.split('|').flatMap((choice) => formsOf(before + choice + after))
}
