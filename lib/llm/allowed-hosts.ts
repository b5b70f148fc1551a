import { isIPv6 } from 'node:net'

/** As URLs write it: lower case, numeric addresses in dots, no final dot. null: no host. */
function readEntry(entry: string): { host: string; port: string | null } | null {
  const text = entry.trim()
  const authority = isIPv6(text) ? `[${text}]` : text
  if (authority === '' || /[/?#@\s\\]/.test(authority)) return null
  const url = URL.parse(`http://${authority}`)
  return url && { host: bareHost(url), port: /:(\d+)$/.exec(authority)?.[1] ?? null }
}

/** The host without a final dot, which would make another name of it. */
export const bareHost = (url: URL): string => url.hostname.replace(/\.$/, '')

const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80')

/** Whether the host of this URL is named: `host` means all of its ports, `host:port` that one. */
export function isAllowed(url: URL, allowedHosts: readonly string[]): boolean {
  return allowedHosts.some((entry) => {
    const named = readEntry(entry)
    return named?.host === bareHost(url) && (named.port === null || named.port === portOf(url))
  })
}
