import type { Random } from '../../contract/fault.ts'
import type { Json } from '../../contract/json.ts'
import { shuffle } from '../random.ts'

type Path = readonly (string | number)[]

/**
 * A copy with `count` values changed, chosen anywhere in it: the whole, a branch or a leaf. None lies inside another,
 * so that every change is seen. What does not change shares no structure that the original could be reached by.
 */
export function changePlaces(value: Json, count: number, random: Random, change: (value: Json, random: Random) => Json): Json {
  const chosen: Path[] = []
  for (const path of shuffle(pathsOf(value), random)) {
    if (chosen.length === count) break
    if (!chosen.some((other) => within(path, other) || within(other, path))) chosen.push(path)
  }
  return rebuild(value, [], (path, part) => (chosen.some((other) => samePath(other, path)) ? { changed: change(part, random) } : null))
}

/** Every value below the whole, or the whole where there is none. */
function pathsOf(value: Json): Path[] {
  const below = (part: Json, path: Path): Path[] =>
    typeof part !== 'object' || part === null ? [] : Object.entries(part).flatMap(([key, child]) => {
      const here = [...path, Array.isArray(part) ? Number(key) : key]
      return [here, ...below(child, here)]
    })
  const paths = below(value, [])
  return paths.length === 0 ? [[]] : paths
}

const samePath = (a: Path, b: Path) => a.length === b.length && within(a, b)
const within = (inner: Path, outer: Path) => outer.every((key, index) => inner[index] === key)

function rebuild(value: Json, path: Path, replace: (path: Path, value: Json) => { changed: Json } | null): Json {
  const replaced = replace(path, value)
  if (replaced) return replaced.changed
  if (Array.isArray(value)) return value.map((child, index) => rebuild(child, [...path, index], replace))
  if (typeof value !== 'object' || value === null) return value
  // fromEntries defines keys, where an assignment to `__proto__` would change the object instead.
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, rebuild(child, [...path, key], replace)]))
}
