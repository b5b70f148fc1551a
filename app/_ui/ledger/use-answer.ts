'use client'
import { useCallback, useEffect, useState } from 'react'
import type { Answer, AskRequest } from '../../../lib/contract/ask.ts'
import { sendJson } from '../wire/api.ts'

export interface Asking {
  answer: Answer | null
  error: unknown
  isBusy: boolean
  /** The same question again; with another statement in the place of what it would become. */
  again: (sql?: string) => void
}

interface Round { question: string; sql: string | null; number: number }

/** What the ledger answers to a question. An answer to one is never shown for another. @param question null: none is asked */
export function useAnswer(question: string | null): Asking {
  const [wanted, setWanted] = useState<Round>({ question: '', sql: null, number: 0 })
  const [settled, setSettled] = useState<{ key: string; answer: Answer | null; error: unknown } | null>(null)
  const isMine = wanted.question === question
  const sql = isMine ? wanted.sql : null
  const key = JSON.stringify([question, sql, isMine ? wanted.number : 0])
  useEffect(() => {
    if (question === null) return
    const controller = new AbortController()
    const request: AskRequest = { question, ...(sql !== null && { sql }) }
    sendJson<Answer>('POST', '/api/ask', request, { signal: controller.signal }).then(
      (answer) => setSettled({ key, answer, error: null }),
      (error: unknown) => {
        if (!controller.signal.aborted) setSettled({ key, answer: null, error })
      },
    )
    return () => controller.abort()
  }, [question, sql, key])
  const again = useCallback((statement?: string) => {
    if (question !== null) setWanted((before) => ({ question, sql: statement ?? null, number: before.number + 1 }))
  }, [question])
  const mine = settled?.key === key ? settled : null
  return { answer: mine?.answer ?? null, error: mine?.error ?? null, isBusy: question !== null && mine === null, again }
}
