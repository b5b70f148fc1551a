import { applyPatch, structuredPatch } from 'diff'

export interface CarriedOver {
  files: Record<string, string>
  /** Files whose change did not fit: there the whole text is as it was typed, and takes back what the new version changed. */
  unfit: string[]
}

type Files = Readonly<Record<string, string>>

/** A change to one version, made to another one. Nothing that was typed is lost. */
export function carryOver(changes: Files, from: Files, to: Files): CarriedOver {
  const files: Record<string, string> = {}
  const unfit: string[] = []
  for (const [name, text] of Object.entries(changes)) {
    const now = to[name]
    if (now === undefined || text === now) continue
    const carried = applyPatch(now, structuredPatch(name, name, from[name] ?? '', text, undefined, undefined, { context: 2 }))
    if (carried === false) unfit.push(name)
    const after = carried === false ? text : carried
    if (after !== now) files[name] = after
  }
  return { files, unfit }
}
