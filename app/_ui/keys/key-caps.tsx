import { keyNames } from './deeds.ts'

/** A key as it is drawn on a keyboard; keys that follow each other side by side. */
export function KeyCaps({ hotkey }: { hotkey: string }) {
  return (
    <span className="inline-flex gap-1">
      {keyNames(hotkey).map((name, place) => <kbd key={place} className="min-w-6 border border-edge bg-well px-1.5 text-center font-mono text-xs leading-5 text-text">{name}</kbd>)}
    </span>
  )
}
