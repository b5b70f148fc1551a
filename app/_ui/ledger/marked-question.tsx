/** The question with the words marked that were not understood. */
export function MarkedQuestion({ question, unknown }: { question: string; unknown: readonly string[] }) {
  const strange = new Set(unknown.map((word) => word.toLowerCase()))
  return (
    <>
      {question.split(/([\p{L}\p{N}_-]+)/u).map((piece, place) => (strange.has(piece.toLowerCase())
        ? <mark key={place} className="bg-transparent text-alarm underline decoration-crashed decoration-wavy underline-offset-4">{piece}</mark>
        : piece))}
    </>
  )
}
