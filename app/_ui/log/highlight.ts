import type { Span } from './ansi.ts'

export interface MarkedSpan extends Span {
  isHit: boolean
}

/** Spans cut at the ends of each hit, also where a hit runs over several of them. Case does not matter. */
export function highlight(spans: readonly Span[], search: string): MarkedSpan[] {
  const hits = findHits(spans.map((span) => span.text).join(''), search)
  const out: MarkedSpan[] = []
  let at = 0
  for (const span of spans) {
    const end = at + span.text.length
    const cuts = [at, ...hits.flat().filter((cut) => cut > at && cut < end), end]
    cuts.slice(1).forEach((cut, index) => {
      const from = cuts[index]!
      out.push({ ...span, text: span.text.slice(from - at, cut - at), isHit: hits.some(([start, stop]) => start <= from && cut <= stop) })
    })
    at = end
  }
  return out
}

function findHits(text: string, search: string): [number, number][] {
  if (search === '') return []
  // Unlike toLowerCase, a regular expression keeps every offset where it was.
  const pattern = new RegExp(search.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu')
  return Array.from(text.matchAll(pattern), (match) => [match.index, match.index + match[0].length])
}
