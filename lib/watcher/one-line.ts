const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]{0,30}[ -/]?[@-~]`, 'g')

/** Text of an organism as one line for people: no colours, no control characters, at most `chars` long. */
export function oneLine(text: string, chars: number): string {
  const line = text
    // Four times: room for what is about to be taken out, and no work on the rest of a huge text.
    .slice(0, chars * 4)
    .replace(escapes, '')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .toWellFormed()
  return line.length > chars ? `${line.slice(0, chars - 1).toWellFormed()}…` : line
}
