'use client'
import { Button } from './_ui/frame/button.tsx'

/** The page itself broke. The organisms do not notice: they live in other processes. */
export default function Failed({ error, reset }: { error: Error; reset: () => void }) {
  return (
    <main role="alert" className="m-auto flex min-h-dvh max-w-prose flex-col items-start justify-center gap-4 p-6">
      <div aria-hidden className="scales h-8 w-full" />
      <h1 className="text-xl font-semibold"><span aria-hidden className="text-alarm">✖ </span>This page broke</h1>
      <p className="font-mono text-sm text-soft">{error.message}</p>
      <p>The organisms live on without it.</p>
      <Button look="primary" onClick={reset}>Show the page again</Button>
    </main>
  )
}
