/** The page to sign in at, which leads back to where one was. */
export const signInHref = (from: string): string =>
  from === '/' || from.startsWith('/sign-in') ? '/sign-in' : `/sign-in?to=${encodeURIComponent(from)}`

/** Where to go on to. What is no page of this house, as somebody else's link may say, is as good as nothing. */
export function comeBack(to: string | undefined): string {
  if (to === undefined) return '/'
  const base = 'http://here.invalid'
  const url = URL.parse(to, base)
  const isOurs = to.startsWith('/') && url?.origin === base && !/^\/(\/|(api|sign-in)(\/|$))/.test(url.pathname)
  return isOurs ? url.pathname + url.search + url.hash : '/'
}
