const mark = '\n── answer ──\n'

/** Question and answer, as they are kept together; the mark that counts is the last one, for a question may quote another. */
export function partsOf(said: string): { question: string; answer: string } {
  const place = said.lastIndexOf(mark)
  return place === -1 ? { question: said, answer: '' } : { question: said.slice(0, place).trimEnd(), answer: said.slice(place + mark.length) }
}
