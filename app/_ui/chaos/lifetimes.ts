/** How long a fault may be asked to last. */
export const lifetimes = [
  { ms: 30_000, label: '30 s' }, { ms: 120_000, label: '2 min' }, { ms: 600_000, label: '10 min' }, { ms: 3_600_000, label: '1 h' },
] as const
