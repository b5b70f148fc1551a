/** Drawing of the ring, in units of its 400 × 400 view box. Angles in degrees, 0 at the top, clockwise. */

export const centre = 200
export const scaleCount = 60

const bodyRadius = 172
const headAngle = 13
const step = (360 - 2 * headAngle) / scaleCount
const gap = 1.1
const thick = { neck: 15, tail: 3 }

function point(radius: number, angle: number): string {
  const turned = ((angle - 90) * Math.PI) / 180
  return `${round(centre + radius * Math.cos(turned))} ${round(centre + radius * Math.sin(turned))}`
}

const round = (n: number): number => Math.round(n * 100) / 100

/**
 * One scale of the body: a chevron that points to the head.
 * @param index 0 just behind the head, the last at the tip of the tail
 * @param spike how far its outer edge stands out, so that a bad pulse shows by its shape
 */
export function scalePath(index: number, spike = 0): string {
  const half = thick.neck + (thick.tail - thick.neck) * (index / scaleCount) ** 0.8
  const end = -headAngle - index * step - gap / 2
  const start = end - step + gap
  const lean = 2.4
  const outer = bodyRadius + half + spike
  const inner = bodyRadius - half
  return `M${point(outer, start)}L${point(outer, end)}L${point(bodyRadius, end + lean)}L${point(inner, end)}L${point(inner, start)}L${point(bodyRadius, start + lean)}Z`
}

const stageRadius = 134
const stageSpan = 90

/** The arc of one stage of the loop, the first centred at the top. */
export function stageArc(index: number): string {
  const middle = index * stageSpan
  return arc(stageRadius, middle - stageSpan / 2 + 2.5, middle + stageSpan / 2 - 2.5)
}

/** The line that a stage's name stands on; on the lower half it runs backwards, so that no name is upside down. */
export function stageBaseline(index: number): string {
  const middle = (index * stageSpan) % 360
  const isBelow = middle > 90 && middle < 270
  return isBelow ? arc(121, middle + stageSpan / 2, middle - stageSpan / 2) : arc(109, middle - stageSpan / 2, middle + stageSpan / 2)
}

function arc(radius: number, from: number, to: number): string {
  return `M${point(radius, from)}A${radius} ${radius} 0 0 ${to > from ? 1 : 0} ${point(radius, to)}`
}

/** The jaws, drawn around the point where they meet. */
export const head = {
  transform: `translate(${centre} ${centre - bodyRadius})`,
  upper: 'M-34 -13L-30 -17L-4 -21L22 -15L40 -6L41 -2L12 -3L-8 0L-34 0Z',
  lower: 'M-34 13L-28 16L-4 17L18 13L32 7L33 3L12 4L-8 0L-34 0Z',
  eye: 'M2 -13L9 -15.5L14 -11.5L7 -9.5Z',
  hinge: '-8 0',
}
