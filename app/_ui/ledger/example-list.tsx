'use client'
import { Button } from '../frame/button.tsx'
import type { Example } from './near-examples.ts'

/** Questions to begin with; one is asked with a click. */
export function ExampleList({ examples, ask, label }: { examples: readonly Example[]; ask: (question: string) => void; label: string }) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-2">
      {examples.map(({ question, language }) => (
        <li key={question} className="max-w-full">
          <Button size="small" lang={language} className="max-w-full whitespace-normal! text-left" onClick={() => ask(question)}>{question}</Button>
        </li>
      ))}
    </ul>
  )
}
