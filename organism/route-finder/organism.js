// Finds the shortest way through one-way roads, as Dijkstra described it: always go on from the nearest open town.

/**
 * @param map { roads: [from, to, length][], from, to }
 * @returns { length, towns } of a shortest route, null where there is none
 */
export function perform(map) {
  const { roads, from, to } = checkMap(map)
  const best = explore(roads, from, to)
  const route = best.has(to) ? trace(best, to) : null
  if (route === null) console.log(`\u001b[33mno road leads from ${from} to ${to}\u001b[0m`)
  else console.log(`\u001b[32m${route.towns.join(' → ')}\u001b[0m: ${route.length}`)
  return route
}

/** Town → how far it is and over which town, as far as it had to be found out to know the way to `to`. */
function explore(roads, from, to) {
  const neighbours = byStart(roads)
  const best = new Map([[from, { length: 0, via: null }]])
  const open = new Set([from])
  while (open.size > 0) {
    const town = nearest(open, best)
    const { length } = best.get(town)
    console.log(`  reached \u001b[36m${town}\u001b[0m after ${length}`)
    // Whatever is still open is farther away: no shorter way can come.
    if (town === to) break
    open.delete(town)
    for (const road of neighbours.get(town) ?? []) {
      const through = length + road.length
      if (best.has(road.to) && best.get(road.to).length <= through) continue
      best.set(road.to, { length: through, via: town })
      open.add(road.to)
    }
  }
  return best
}

/** Town → the roads that leave it. */
function byStart(roads) {
  const neighbours = new Map()
  for (const [from, to, length] of roads) {
    const leaving = neighbours.get(from) ?? []
    leaving.push({ to, length })
    neighbours.set(from, leaving)
  }
  return neighbours
}

function nearest(open, best) {
  let found = null
  for (const town of open) {
    if (found === null || best.get(town).length < best.get(found).length) found = town
  }
  return found
}

/** The route to a town, followed back from its end. */
function trace(best, to) {
  const towns = []
  for (let town = to; town !== null; town = best.get(town).via) towns.unshift(town)
  return { length: best.get(to).length, towns }
}

function checkMap(map) {
  const { roads, from, to } = Object(map)
  if (!Array.isArray(roads)) throw new TypeError('roads must be an array')
  if (!isTown(from) || !isTown(to)) throw new TypeError('from and to must name a town each')
  for (const road of roads) {
    if (!Array.isArray(road)) throw new TypeError('a road must be an array')
    if (!isTown(road[0]) || !isTown(road[1])) throw new TypeError('a road must lead from a town to a town')
    if (!Number.isSafeInteger(road[2])) throw new TypeError(`a road cannot be ${JSON.stringify(road[2])} long`)
    if (road[2] < 0) throw new RangeError(`a road of length ${road[2]} leads back in time`)
  }
  return { roads, from, to }
}

function isTown(name) {
  return typeof name === 'string' && name !== ''
}
