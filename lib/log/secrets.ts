/** What stands in the place of a secret. */
export const hidden = '[hidden]'

/** Shorter than this a value is only hidden where it stands alone: parts of words would be found everywhere. */
const leastAnywhere = 8
/** Shorter than this it cannot be told from what everybody writes, and is not hidden at all. */
const leastAlone = 4

/**
 * Makes sure that a value is never said: not in a line of the log, nor in a span. Its usual forms are hidden too: in
 * JSON, in an address, as base64. Of an address the password is kept; of `Bearer KEY`, as headers have it, the key.
 */
export const keepSecret = (value: string): void => vault().keep(value)

/** The text without any secret that is known, and without what looks like one: passwords in addresses, bearer tokens, and what a query calls a key. */
export const withoutSecrets = (text: string): string => vault().hide(text)

interface Vault {
  keep: (value: string) => void
  hide: (text: string) => string
}

/** One in the process, since Next's handlers have copies of this module. The values themselves are in reach of nobody. */
function vault(): Vault {
  const holder = globalThis as { [place]?: Vault }
  return (holder[place] ??= openVault())
}
const place = Symbol.for('ouroboros.secrets')

function openVault(): Vault {
  const known = new Set<string>()
  /** The longest first: one may be the beginning of another. */
  let anywhere: string[] = []
  let alone: RegExp | null = null

  return {
    keep(value) {
      for (const secret of secretsIn(value.trim())) for (const form of formsOf(secret)) known.add(form)
      const all = [...known].sort((a, b) => b.length - a.length)
      anywhere = all.filter(({ length }) => length >= leastAnywhere)
      const short = all.filter(({ length }) => length < leastAnywhere && length >= leastAlone).map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
      alone = short.length === 0 ? null : new RegExp(`(?<![\\p{L}\\p{N}_])(?:${short.join('|')})(?![\\p{L}\\p{N}_])`, 'gu')
    },
    hide(text) {
      let left = text
      for (const secret of anywhere) if (left.includes(secret)) left = left.replaceAll(secret, hidden)
      if (alone !== null) left = left.replace(alone, hidden)
      if (left.includes('://')) left = left.replace(passwordInAddress, `://$1:${hidden}@`)
      if (left.includes('=')) left = left.replace(keyInQuery, `$1${hidden}`)
      if (left.includes('earer ')) left = left.replace(bearer, `$1 ${hidden}`)
      return left
    },
  }
}

// Bounded everywhere: what is logged may have been written to make a search take for ever.
const passwordInAddress = /:\/\/([^\s/?#"'<>@:]{0,256}):[^\s/?#"'<>]{1,512}@/g
const keyInQuery = /([?&][\w.-]{0,40}?(?:link|token|key|secret|passw(?:or)?d|auth|signature|session)=)[^&#\s"'<>]+/gi
const bearer = /\b(Bearer) [^\s"',;]+/gi

/** What of a value is the secret. */
function secretsIn(value: string): string[] {
  const word = /^(?:bearer|basic|token) +(\S+)$/i.exec(value)?.[1]
  if (word !== undefined) return [word]
  const password = URL.canParse(value) ? new URL(value).password : ''
  return password === '' ? [value] : [password, decoded(password)]
}

function formsOf(secret: string): string[] {
  return [secret, encodeURIComponent(secret.toWellFormed()), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('base64')].filter(({ length }) => length >= leastAlone)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
