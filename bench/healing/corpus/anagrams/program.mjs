const lettersOf = (word) => [...word.toLowerCase()].sort().join('')

/** Words that are made of the same letters, together; groups of one are left out. */
export function anagramGroups(words) {
  const groups = new Map()
  for (const word of words) {
    const key = lettersOf(word)
    const group = groups.get(key) ?? []
    group.push(word)
    groups.set(key, group)
  }
  return [...groups.values()].filter((group) => group.length > 1)
}
