import { Graph, layout } from '@dagrejs/dagre'
import type { GenomeView } from '../../../lib/contract/view.ts'
import type { SizeMetric } from './genome-address.ts'
import { metricOf } from './genome-filter.ts'

/** CSS pixels. */
const radii = { least: 11, most: 26 } as const
/** Beside the shape, with room for the ring around it, stands the version's number. */
const labelWidth = 72

export interface PlacedGenome {
  genome: GenomeView
  x: number
  y: number
  width: number
  height: number
  radius: number
}

/** A version's size among the others: by area, so that twice as much looks twice as large. */
export function radiusOf(value: number | null, all: readonly (number | null)[]): number {
  const known = all.filter((each) => each !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  if (value === null || known.length === 0 || high <= low) return radii.least
  return Math.round(radii.least + (radii.most - radii.least) * Math.sqrt((value - low) / (high - low)))
}

/** Versions and where they came from, the newest at the top. Parents that are not among them draw no line. */
export function layOutLineage(genomes: readonly GenomeView[], metric: SizeMetric): { placed: PlacedGenome[]; lines: { from: string; to: string; isFirst: boolean }[] } {
  const values = genomes.map((genome) => metricOf(genome, metric))
  const known = new Set(genomes.map(({ id }) => id))
  const graph = new Graph()
  graph.setGraph({ rankdir: 'BT', ranksep: 34, nodesep: 26 })
  graph.setDefaultEdgeLabel(() => ({}))
  const sizes = new Map(genomes.map((genome, index) => [genome.id, radiusOf(values[index] ?? null, values)]))
  for (const { id } of genomes) graph.setNode(id, { width: 2 * sizes.get(id)! + labelWidth, height: 2 * sizes.get(id)! })
  const lines = genomes.flatMap(({ id, parents }) => parents.filter((parent) => known.has(parent)).map((parent, index) => ({ from: parent, to: id, isFirst: index === 0 })))
  for (const { from, to, isFirst } of lines) graph.setEdge(from, to, { weight: isFirst ? 3 : 1 })
  layout(graph)
  return {
    lines,
    placed: genomes.map((genome) => {
      const { x = 0, y = 0, width = 0, height = 0 } = graph.node(genome.id) as { x?: number; y?: number; width?: number; height?: number }
      return { genome, x: x - width / 2, y: y - height / 2, width, height, radius: sizes.get(genome.id)! }
    }),
  }
}
