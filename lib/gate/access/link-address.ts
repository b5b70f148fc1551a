/** Where a link leads: a page that asks before it uses the link up, since programs that look at links open them, too. */
export const linkAddress = (origin: string, link: string): string => `${origin.replace(/\/$/, '')}/sign-in?link=${link}`
