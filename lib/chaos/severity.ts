/** The entry for an intensity of 1 (faint) to 5 (brutal); what lies outside counts as the nearest of them. */
export const bySeverity = <T>(steps: readonly [T, T, T, T, T], intensity: number): T =>
  steps[clampIntensity(intensity) - 1] as T

/** A whole number from 1 to 5. */
export const clampIntensity = (intensity: number): number => Math.min(5, Math.max(1, Math.round(intensity) || 1))
