export const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y)

export function perimeter(points) {
  return points.reduce((sum, point, i) => sum + distance(point, points[(i + 1) % points.length]), 0)
}

/** By the shoelace formula, whichever way round the points go. */
export function area(points) {
  let doubled = 0
  for (let i = 0; i < points.length; i++) {
    const a = points[i]
    const b = points[(i + 1) % points.length]
    doubled += a.x * b.y - b.x * a.y
  }
  return Math.abs(doubled) / 2
}

/** Whether a point lies within a polygon, by counting the sides to the right of it. */
export function contains(points, { x, y }) {
  let isInside = false
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const a = points[i]
    const b = points[j]
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) isInside = !isInside
  }
  return isInside
}

export function boundingBox(points) {
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top }
}
