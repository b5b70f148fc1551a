'use client'
import { Button } from '../frame/button.tsx'
import { Panel } from '../frame/panel.tsx'
import { visible } from '../log/visible.ts'
import { forgetAsked, useAsked } from './asked-before.ts'

/** What was asked here before; kept in this browser alone. */
export function AskedList({ current, ask, className }: { current: string | null; ask: (question: string) => void; className?: string }) {
  const asked = useAsked()
  return (
    <Panel title="Asked here" {...(className && { className })} aside={asked.length > 0 && <Button size="small" look="quiet" className="ml-auto -mr-3" onClick={forgetAsked}>Forget them</Button>}>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {asked.length === 0 && <p className="px-4 pb-3 text-sm text-soft">Nothing yet. Your last questions stay here, in this browser alone.</p>}
        <ul aria-label="Asked before">
          {asked.map((question) => (
            <li key={question} className="border-t border-line">
              <button type="button" aria-current={question === current ? 'true' : undefined} title={visible(question)} onClick={() => ask(question)} className="min-h-11 w-full truncate border-l-2 border-transparent px-3.5 text-left text-sm hover:bg-raised focus-visible:-outline-offset-2 aria-[current=true]:border-text aria-[current=true]:bg-raised wide:min-h-8">{visible(question)}</button>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  )
}
