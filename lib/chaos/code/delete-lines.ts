import type { CodeFault } from '../../contract/fault.ts'
import { clampIntensity } from '../severity.ts'
import { byRank, summarise } from './code-fault.ts'
import { quote } from './edit.ts'
import { spotsOf } from './spots.ts'
import { parseTree } from './tree.ts'

export const deleteLines: CodeFault = {
  class: 'code',
  id: 'delete-lines',
  label: 'Delete lines',
  teaches: 'Lost lines may break the syntax, or leave a program that runs and does something else, which is worse.',
  intensity: 'how many neighbouring lines go: 1 to 5',
  mutate: (source, choice) => {
    const lines = source.match(/[^\n]*\n|[^\n]+$/g) ?? []
    const ranks = rankLines(source, lines)
    const wanted = clampIntensity(choice.intensity)
    const runs = lines.flatMap((_, from) => {
      const length = ranks.slice(from, from + wanted).findIndex((rank) => rank === null)
      const count = length === -1 ? Math.min(wanted, lines.length - from) : length
      return count === 0 ? [] : [{ from, count, rank: Math.min(...ranks.slice(from, from + count).map(Number)) }]
    })
    const longest = Math.max(...runs.map((run) => run.count))
    const [run] = byRank(runs.filter((run) => run.count === longest), choice.random)
    if (!run) return null
    const gone = lines.slice(run.from, run.from + run.count)
    const at = lines.slice(0, run.from).join('').length
    const others = gone.length > 1 ? ` and ${gone.length - 1} more below it` : ''
    return {
      source: lines.toSpliced(run.from, run.count).join(''),
      summary: summarise(source, [{ at, said: `${quote(gone[0] ?? '')}${others} deleted` }]),
    }
  },
}

/** How much each line matters, as in Spot; null for a line that holds no code. */
function rankLines(source: string, lines: readonly string[]): (number | null)[] {
  const tree = parseTree(source)
  if (!tree) return lines.map((line) => (/^\s*($|\/\/|\/\*|\*|#\s|""")/.test(line) ? null : 0))
  let end = 0
  const starts = lines.map((line) => (end += line.length) - line.length)
  const holds = (start: number) => starts.findLastIndex((lineStart) => lineStart <= start)
  const ranks: (number | null)[] = lines.map(() => null)
  // A lone bracket is code, though no node begins there: the last choice.
  for (const token of tree.tokens) ranks[holds(token.start)] = 3
  for (const { node, rank } of spotsOf(tree)) {
    if (node.type === 'Program') continue
    const line = holds(node.start)
    ranks[line] = Math.min(ranks[line] ?? 3, rank)
  }
  return ranks
}
