import type { GapEnd, Share } from '../../contract/factory/gap-end.ts'
import type { GenomeFiles } from '../../contract/genome.ts'

/** How many tokens texts come to, as OpenAI's o200k_base counts; other models' differ by some percent. */
export async function countTokens(...texts: readonly string[]): Promise<number> {
  // Its tables are large, and most runs ask no model.
  const { countTokens: count } = await import('gpt-tokenizer/encoding/o200k_base')
  return texts.reduce((sum, text) => sum + count(text, { allowedSpecial: 'all' }), 0)
}

/** How much of an app a model has written. @returns null: nothing, and nothing is counted */
export async function shareOf(gaps: readonly GapEnd[], all: readonly GenomeFiles[]): Promise<Share | null> {
  const written = gaps.reduce((sum, { tokens }) => sum + (tokens?.output ?? 0), 0)
  return written === 0 ? null : { written, whole: await countTokens(...all.flatMap((files) => Object.values(files))) }
}
