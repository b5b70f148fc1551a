import type { Who } from '../../../lib/contract/access.ts'
import { getJson } from '../wire/api.ts'

/** Who looks at this page: asked once, since another role comes with another page. */
let who: Who | null = null
let asked: Promise<void> | null = null
const listeners = new Set<() => void>()

function ask(): void {
  asked ??= getJson<Who>('/api/session').then(
    (answer) => {
      who = answer
      for (const listener of listeners) listener()
    },
    // Asked again by the next one who wants to know.
    () => {
      asked = null
    },
  )
}

export const whoStore = {
  read: (): Who | null => who,
  subscribe(this: void, listener: () => void): () => void {
    listeners.add(listener)
    ask()
    return () => listeners.delete(listener)
  },
}
