const umlauts = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'oe' }

/** A title as a part of a web address; at most `maxLength` letters, cut between words. */
export function slugify(title, { maxLength = 60 } = {}) {
  const words = title
    .toLowerCase()
    .replace(/[äöüßæø]/g, (letter) => umlauts[letter])
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`
    if (longer.length > maxLength) break
    slug = longer
  }
  return slug
}
