/** Round marks of a scale from 0 to `most`, at most `count` and both ends' room left: 0, 200, 400 … */
export function ticks(most: number, count: number): number[] {
  if (!(most > 0)) return [0]
  const rough = most / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10)
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => Number((index * step).toPrecision(12)))
}
