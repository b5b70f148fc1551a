'use client'
import { useEffect, useState } from 'react'
import { useLiveStore } from '../wire/use-live.tsx'
import { addPiece, type Thought } from './thought.ts'

/** What a language model has said so far in a call that is under way; empty where nothing was heard of it yet. */
export function useThought(call: string, organism: string): Thought {
  const live = useLiveStore()
  const [heard, setHeard] = useState<{ call: string; thought: Thought }>({ call, thought: { text: '', from: 0 } })
  useEffect(() => {
    live.follow(organism)
    return () => live.follow(null)
  }, [live, organism])
  useEffect(() => live.onThought((batch) => {
    // Whoever holds what is shown goes on with what is said by then.
    if (batch.call !== call || live.state.time.mode !== 'live') return
    setHeard((known) => ({ call, thought: addPiece(known.call === call ? known.thought : { text: '', from: 0 }, batch) }))
  }), [live, call])
  return heard.call === call ? heard.thought : { text: '', from: 0 }
}
