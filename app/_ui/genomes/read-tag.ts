import { tagBounds, tagsSchema } from '../../../lib/contract/genome.ts'

/** What was typed as a tag beside those that there are, or why it cannot be one. */
export function readTag(text: string, tags: readonly string[]): { ok: true; tag: string } | { ok: false; why: string } {
  const tag = text.trim()
  if (tag === '') return { ok: false, why: '' }
  if (tags.includes(tag)) return { ok: false, why: 'It has that one already.' }
  if (tags.length >= tagBounds.count) return { ok: false, why: `${tagBounds.count} are enough: take one off first.` }
  if (tag.length > tagBounds.length) return { ok: false, why: `At most ${tagBounds.length} characters.` }
  return tagsSchema.safeParse([tag]).success ? { ok: true, tag } : { ok: false, why: 'Printable characters only.' }
}
