'use client'
import { useState } from 'react'
import type { AppView } from '../../../lib/contract/factory/app-view.ts'
import type { AppPlan } from '../../../lib/contract/factory/plan.ts'
import { Button } from '../frame/button.tsx'
import { Panel } from '../frame/panel.tsx'
import { explain, sendJson } from '../wire/api.ts'
import { useCommand } from '../wire/use-command.ts'
import { PlanEditor } from './plan-editor.tsx'

const examples = ['A todo list with login', 'Dodaj widok profilu użytkownika z walidacją API', 'A URL shortener with a click-counting worker']

/** What is asked for, how it is understood, and the order to make it. */
export function SentencePanel({ apps, made }: { apps: readonly AppView[]; made: (app: string) => void }) {
  const [sentence, setSentence] = useState('')
  const [app, setApp] = useState('')
  const [plan, setPlan] = useState<AppPlan | null>(null)
  const [problem, setProblem] = useState<{ detail: string; wayOut: string } | null>(null)
  const { run, isBusy } = useCommand()
  const body = { sentence: sentence.trim(), ...(app !== '' && { app }) }
  const isReady = body.sentence !== '' && !isBusy
  const understand = async (): Promise<void> => {
    setProblem(null)
    try {
      setPlan((await sendJson<{ plan: AppPlan }>('POST', '/api/apps/plan', body)).plan)
    } catch (error) {
      setPlan(null)
      setProblem(explain(error))
    }
  }
  const make = async (): Promise<void> => {
    const name = app === '' ? plan?.slug : app
    const asked = run('/api/apps', { ...body, ...(plan !== null && { plan }) })
    if (name !== undefined) made(name)
    const outcome = await asked
    if (outcome === null) return
    if (outcome.app !== undefined) made(outcome.app)
    setPlan(null)
    setSentence('')
  }
  return (
    <Panel title="Make an app" className="shrink-0">
      <form aria-label="Make an app" className="flex flex-col gap-3 px-4 pb-4" onSubmit={(event) => { event.preventDefault(); if (isReady) void (plan === null ? understand() : make()) }}>
        <label className="flex flex-col gap-1">
          <span className="text-sm text-soft">What shall it keep and do? In English or Polish.</span>
          <textarea value={sentence} rows={3} maxLength={2_000} placeholder={examples[0]} onChange={(event) => { setSentence(event.target.value); setPlan(null) }} className="border border-edge bg-well px-3 py-2 placeholder:text-mist" />
        </label>
        {sentence === '' && (
          <ul aria-label="Examples" className="flex flex-wrap gap-2">
            {examples.map((example) => <li key={example}><Button size="small" className="h-auto max-w-full py-1 text-left whitespace-normal!" onClick={() => setSentence(example)}>{example}</Button></li>)}
          </ul>
        )}
        {apps.length > 0 && (
          <label className="flex flex-wrap items-center gap-2 text-sm">
            <span className="text-soft">as</span>
            <select value={app} onChange={(event) => { setApp(event.target.value); setPlan(null) }} className="min-h-11 min-w-0 flex-1 border border-edge bg-panel px-2 wide:min-h-9">
              <option value="">an app of its own</option>
              {apps.filter(({ summary }) => summary !== null).map(({ id }) => <option key={id} value={id}>more of {id}</option>)}
            </select>
          </label>
        )}
        {problem && <p role="alert" className="text-sm"><span className="text-alarm">✖ {problem.detail}</span> {problem.wayOut}</p>}
        {plan && <PlanEditor plan={plan} change={setPlan} isNew={app === ''} />}
        <div className="flex flex-wrap gap-2">
          {plan === null
            ? <Button type="submit" look="primary" disabled={!isReady}>How is that understood?</Button>
            : <Button type="submit" needs="operator" look="primary" disabled={!isReady} aria-busy={isBusy}>{isBusy ? 'Being made…' : app === '' ? 'Make it' : `Add it to ${app}`}</Button>}
          {plan && !isBusy && <Button onClick={() => setPlan(null)}>Discard the plan</Button>}
        </div>
      </form>
    </Panel>
  )
}
