'use client'
import { useState } from 'react'
import { Button } from '../frame/button.tsx'

/** The question, in plain words. Mounted anew with each that is asked, so that it shows the one in the address. */
export function AskForm({ question, isBusy, ask }: { question: string | null; isBusy: boolean; ask: (question: string) => void }) {
  const [text, setText] = useState(question ?? '')
  const isReady = text.trim() !== ''
  return (
    <form role="search" aria-label="Ask the ledger" className="flex items-stretch gap-2 max-wide:flex-col" onSubmit={(event) => { event.preventDefault(); if (isReady) ask(text.trim()) }}>
      <input
        type="search" aria-label="Your question" value={text} maxLength={500} autoComplete="off" enterKeyHint="search" placeholder="How many incidents were there today?"
        onChange={(event) => setText(event.target.value)} className="min-h-12 min-w-0 flex-1 border border-edge bg-well px-4 text-lg max-wide:px-3 max-wide:text-base placeholder:text-mist"
      />
      <Button type="submit" look="primary" size="large" disabled={!isReady} aria-busy={isBusy} className="wide:w-28">{isBusy ? 'Asking…' : 'Ask'}</Button>
    </form>
  )
}
