import fc from 'fast-check'
import type { Json } from '../../lib/contract/json.ts'
import type { Refusal, Spec } from '../../lib/contract/spec.ts'

type Road = [from: string, to: string, length: number]
interface RoadMap { roads: Road[]; from: string; to: string }
type Route = { length: number; towns: string[] } | null

const names = [
  'Arden', 'Brill', 'Corve', 'Dunmere', 'Elsing', 'Fenby', 'Garth', 'Hollin', 'Isel', 'Jarrow', 'Kelda', 'Lorne',
  'Marsh', 'Nairn', 'Orton', 'Pell', 'Quorn', 'Ryde', 'Sark', 'Thane', 'Upton', 'Vale', 'Wick', 'Yarm',
]

/** Length of a shortest route between any two towns, by Floyd and Warshall: another way to the same answer. */
function shortest({ roads, from, to }: RoadMap): number {
  const towns = [...new Set([from, to, ...roads.flatMap(([start, end]) => [start, end])])]
  const number = new Map(towns.map((town, index) => [town, index]))
  const size = towns.length
  const table = new Float64Array(size * size).fill(Infinity)
  const at = (a: number, b: number): number => table[a * size + b] ?? Infinity
  for (let town = 0; town < size; town += 1) table[town * size + town] = 0
  for (const [start, end, length] of roads) {
    const a = number.get(start) ?? 0
    const b = number.get(end) ?? 0
    table[a * size + b] = Math.min(at(a, b), length)
  }
  for (let via = 0; via < size; via += 1)
    for (let a = 0; a < size; a += 1)
      for (let b = 0; b < size; b += 1) table[a * size + b] = Math.min(at(a, b), at(a, via) + at(via, b))
  return at(number.get(from) ?? 0, number.get(to) ?? 0)
}

const isTown = (name: unknown): boolean => typeof name === 'string' && name !== ''
const isRoad = (road: unknown): boolean =>
  Array.isArray(road) && isTown(road[0]) && isTown(road[1]) && Number.isSafeInteger(road[2]) && (road[2] as number) >= 0

function isMap(task: Json): boolean {
  const { roads, from, to } = Object(task) as Partial<Record<keyof RoadMap, unknown>>
  return Array.isArray(roads) && roads.every(isRoad) && isTown(from) && isTown(to)
}

/** Few towns and many roads of unlike lengths, so that the first way found is seldom the shortest. */
const realMap = fc.integer({ min: 3, max: names.length }).chain((size) => {
  const town = fc.constantFrom(...names.slice(0, size))
  const roads = fc.constantFrom(3, 12, 200).chain((longest) =>
    fc.array(fc.tuple(town, town, fc.integer({ min: 0, max: longest })), { minLength: size, maxLength: size * 4, size: 'max' }))
  return fc.record({ roads, from: town, to: town })
})
const wrongRoad = fc.constantFrom<Json>(null, 'Arden', ['Arden', 'Brill'], ['Arden', '', 3], ['Arden', 'Brill', -1], ['Arden', 'Brill', 1.5], [1, 'Brill', 4])
const wrongMap = fc.tuple(realMap, wrongRoad).map(([map, road]): Json => ({ ...map, roads: [...map.roads, road] }))

const straight: Road[] = [['A', 'B', 4], ['B', 'C', 4]]

const refusals: Refusal<Json>[] = [
  { name: 'a negative length', task: { roads: [['A', 'B', -1]], from: 'A', to: 'B' }, message: /length -1/ },
  { name: 'a length that is no number', task: { roads: [['A', 'B', '3']], from: 'A', to: 'B' }, message: /cannot be "3" long/ },
  { name: 'a road to nowhere', task: { roads: [['A', '', 3]], from: 'A', to: 'B' }, message: /from a town to a town/ },
  { name: 'a road from nowhere', task: { roads: [[null, 'B', 3]], from: 'A', to: 'B' }, message: /from a town to a town/ },
  { name: 'a road that is a text', task: { roads: ['A-B'], from: 'A', to: 'B' }, message: /road must be an array/ },
  { name: 'no roads', task: { from: 'A', to: 'B' }, message: /roads must be an array/ },
  { name: 'no start', task: { roads: [], to: 'B' }, message: /name a town/ },
  { name: 'no end', task: { roads: [], from: 'A', to: 7 }, message: /name a town/ },
  { name: 'nothing', task: null, message: /roads must be an array/ },
]

export const spec: Spec<Json, Route> = {
  task: fc.oneof(
    { arbitrary: realMap.map((map): Json => ({ ...map })), weight: 17 },
    { arbitrary: wrongMap, weight: 1 },
    { arbitrary: fc.constantFrom(...refusals.map(({ task }) => task)), weight: 2 },
  ),
  accepts: isMap,
  examples: [
    { name: 'one road', task: { roads: [['A', 'B', 3]], from: 'A', to: 'B' }, expected: { length: 3, towns: ['A', 'B'] } },
    { name: 'already there', task: { roads: [['A', 'B', 3]], from: 'A', to: 'A' }, expected: { length: 0, towns: ['A'] } },
    { name: 'no road back', task: { roads: [['A', 'B', 3]], from: 'B', to: 'A' }, expected: null },
    { name: 'no roads at all', task: { roads: [], from: 'A', to: 'B' }, expected: null },
    { name: 'the detour is shorter', task: { roads: [['A', 'C', 9], ...straight], from: 'A', to: 'C' }, expected: { length: 8, towns: ['A', 'B', 'C'] } },
    { name: 'the direct road is shorter', task: { roads: [...straight, ['A', 'C', 7]], from: 'A', to: 'C' }, expected: { length: 7, towns: ['A', 'C'] } },
    { name: 'a better way found late', task: { roads: [['A', 'B', 1], ['A', 'C', 10], ['B', 'D', 1], ['D', 'C', 1], ['C', 'E', 1]], from: 'A', to: 'E' }, expected: { length: 4, towns: ['A', 'B', 'D', 'C', 'E'] } },
    { name: 'the shorter of two roads', task: { roads: [['A', 'B', 5], ['A', 'B', 2], ['A', 'B', 8]], from: 'A', to: 'B' }, expected: { length: 2, towns: ['A', 'B'] } },
    { name: 'in a circle and out', task: { roads: [['A', 'B', 0], ['B', 'A', 0], ['B', 'C', 1]], from: 'A', to: 'C' }, expected: { length: 1, towns: ['A', 'B', 'C'] } },
  ],
  throws: refusals,
  properties: [
    {
      name: 'shortest',
      check: ({ task, result }) => {
        const best = shortest(task as unknown as RoadMap)
        const found = result === null ? Infinity : result.length
        if (found === best) return null
        return best === Infinity ? 'a route where none is' : `length ${found === Infinity ? 'of no route' : found} instead of ${best}`
      },
    },
    {
      name: 'a way by real roads',
      check: ({ task, result }) => {
        if (result === null) return null
        const { roads, from, to } = task as unknown as RoadMap
        const { towns, length } = result
        if (towns[0] !== from || towns.at(-1) !== to) return `leads from ${towns[0]} to ${towns.at(-1)}`
        let sum = 0
        for (const [index, town] of towns.slice(1).entries()) {
          const lengths = roads.filter((road) => road[0] === towns[index] && road[1] === town).map((road) => road[2])
          if (lengths.length === 0) return `there is no road from ${towns[index]} to ${town}`
          sum += Math.min(...lengths)
        }
        return sum === length ? null : `says ${length}, its roads come to ${sum}`
      },
    },
  ],
  limits: { timeoutMs: 2500, heapMb: 64, rssMb: 256, cpuSeconds: 5, outputBytes: 262_144 },
  fitness: ({ wallMs, cpuMs }) => 1000 / (1 + wallMs + cpuMs / 10),
}
