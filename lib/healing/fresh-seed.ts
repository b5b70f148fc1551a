/**
 * The gate's seed for the n-th candidate of an incident: never the one that the search drew its own inputs from, and
 * another one for each candidate, so that nothing can be fitted to what the gate will draw. The same every time, so that
 * a proof can be replayed. Murmur3's finaliser.
 */
export function freshSeed(seed: number, nth: number): number {
  let value = (seed + Math.imul(nth + 1, 0x9e37_79b1)) >>> 0
  value = Math.imul(value ^ (value >>> 16), 0x85eb_ca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2_ae35)
  value = (value ^ (value >>> 16)) >>> 0
  return value === seed ? (value ^ 1) >>> 0 : value
}
