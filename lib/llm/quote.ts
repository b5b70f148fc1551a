const longest = 200
const leastKey = 4

/** What somebody else said, fit to stand in an error: one short line in which no key is left. */
export function quote(said: string, key: string | undefined): string {
  // Before it is cut: half a key is one too much.
  const safe = withoutKey(said, key)
    .replaceAll(/\bBearer\s+[^\s"',;]+/gi, 'Bearer ***')
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .toWellFormed()
  return safe.length > longest ? `${safe.slice(0, longest - 1)}…` : safe
}

/** A text in which a key is written in none of its forms. One of a few characters is no secret, and would be found everywhere. */
export function withoutKey(text: string, key: string | undefined): string {
  const bare = key?.trim()
  if (!bare || bare.length < leastKey) return text
  const forms = [bare, encodeURIComponent(bare), JSON.stringify(bare).slice(1, -1), Buffer.from(bare).toString('base64')]
  return forms.reduce((left, form) => left.replaceAll(form, '***'), text)
}
