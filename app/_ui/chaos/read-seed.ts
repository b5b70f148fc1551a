/** A seed as typed: none, a whole number of 32 bits, or nothing of the kind. */
export function readSeed(text: string): number | 'none' | 'invalid' {
  const trimmed = text.trim()
  if (trimmed === '') return 'none'
  const seed = Number(trimmed)
  return /^\d{1,10}$/.test(trimmed) && seed <= 0xffff_ffff ? seed : 'invalid'
}
