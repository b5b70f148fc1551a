const sections = [
  ['healing', 'Healing'], ['models', 'Models'], ['limits', 'Limits'], ['appearance', 'Appearance'], ['data', 'Data'], ['access', 'Access'], ['engine', 'Engine'], ['actions', 'Outside actions'],
] as const

/** From section to section; each has an address of its own. */
export function SectionNav() {
  return (
    <nav aria-label="Sections" className="panel shrink-0 wide:self-start">
      <ul className="grid grid-cols-3 wide:block wide:py-2">
        {sections.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`} className="flex min-h-11 items-center px-4 text-sm text-soft hover:bg-raised hover:text-text focus-visible:-outline-offset-2 max-wide:justify-center max-wide:px-1 wide:min-h-9">{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
