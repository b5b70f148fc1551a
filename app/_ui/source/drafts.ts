import { z } from 'zod'

/** What somebody has changed of a version and not yet got through the gate. */
export interface Draft {
  /** The version that was changed. */
  base: string
  /** The whole new text of each file that differs from it. */
  files: Readonly<Record<string, string>>
  reason: string
}

type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const prefix = 'ouroboros.draft.'
const draftSchema = z.object({ files: z.record(z.string(), z.string()), reason: z.string() })

/** The draft on the version that runs, else the one on the newest version that has one; null where there is none. */
export function readDraft(keep: Keep, organism: string, running: string | null): Draft | null {
  const bases = Array.from({ length: keep.length }, (_, index) => keep.key(index) ?? '')
    .filter((key) => key.startsWith(`${prefix}${organism}.g`))
    .map((key) => key.slice(prefix.length))
    .sort((a, b) => Number(b === running) - Number(a === running) || version(b) - version(a))
  for (const base of bases) {
    const draft = parse(keep.getItem(prefix + base))
    if (draft) return { base, ...draft }
  }
  return null
}

/** Kept for as long as the tab is open, also over a reload. Full or forbidden storage costs the copy, not the work. */
export function writeDraft(keep: Keep, { base, files, reason }: Draft): void {
  try {
    keep.setItem(prefix + base, JSON.stringify({ files, reason }))
  } catch {
    // What is on the page is still there.
  }
}

export const dropDraft = (keep: Keep, base: string): void => keep.removeItem(prefix + base)

const version = (id: string): number => Number(id.slice(id.lastIndexOf('.g') + 2))

function parse(text: string | null): Pick<Draft, 'files' | 'reason'> | null {
  try {
    const { data } = draftSchema.safeParse(JSON.parse(text ?? 'null'))
    return data && Object.keys(data.files).length > 0 ? data : null
  } catch {
    return null
  }
}

/** The draft after a file was typed in; null once nothing differs from its base any more. */
export function typed(draft: Draft, file: string, text: string, before: string | undefined): Draft | null {
  const { [file]: _old, ...others } = draft.files
  const files = text === before ? others : { ...others, [file]: text }
  return Object.keys(files).length === 0 ? null : { ...draft, files }
}
