/** What can be opened over any room. */
export type PanelName = 'palette' | 'keys' | 'tour'

type Listener = (name: PanelName) => void
const listeners = new Set<Listener>()

/** Opens it wherever it is mounted; a button needs not know where. */
export function openPanel(name: PanelName): void {
  for (const listener of listeners) listener(name)
}

export function onOpenPanel(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
