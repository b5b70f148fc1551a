/** A whole number as typed, between two others; null where it is none. */
export function readAmount(text: string, { min, max }: { min: number; max: number }): number | null {
  const trimmed = text.trim()
  const amount = Number(trimmed)
  return /^\d{1,10}$/.test(trimmed) && amount >= min && amount <= max ? amount : null
}
