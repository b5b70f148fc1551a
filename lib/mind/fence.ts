import { hash } from 'node:crypto'

/** Hexadecimal digits of a mark, unless some content has the same. */
const digits = 16

/**
 * A mark that none of the contents has in it: so none can close the fence that it stands in. It is made of all of them
 * together; who writes one of them cannot know it before.
 */
export function markFor(contents: readonly string[], digest = (text: string): string => hash('sha256', text)): string {
  const all = JSON.stringify(contents)
  for (let nth = 0; ; nth += 1) {
    const long = digest(`${nth}${all}`)
    for (let size = digits; size <= long.length; size += 1) {
      const mark = long.slice(0, size)
      if (!contents.some((content) => content.includes(mark))) return mark
    }
  }
}

/** @param what in our own words: it stands outside of what the mark guards */
export const fenced = (mark: string, what: string, content: string): string => `[data ${mark}: ${what}]\n${content}\n[end ${mark}]`

/** Of one fence around its content, at most: two marks, our words and a name. */
export const fenceChars = 160
