import { generateKinds, type Focus } from '../../../../lib/repair/3-edit/generate-edits.ts'
import { everywhere, resultsOf, source, squeeze } from '../edits-of.ts'

/** What edits of these kinds alone come to, in their order, without their spacing. `types`: what was seen, by name. */
export function offered(text: string, kinds: readonly string[], { types = {}, ...focus }: Partial<Omit<Focus, 'types'>> & { types?: Record<string, string> } = {}): string[] {
  const file = source(text)
  const seen = new Map(Object.entries(types).map(([name, type]) => [name, new Set(type.split(' '))]))
  return resultsOf(text, generateKinds(file, everywhere(file, { ...focus, types: seen }), new Set(kinds))).map(squeeze)
}
