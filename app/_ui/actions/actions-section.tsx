'use client'
import { useMay } from '../access/use-may.ts'
import { Empty } from '../frame/empty.tsx'
import { Panel } from '../frame/panel.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { ActionForm } from './action-form.tsx'
import { ActionRow } from './action-row.tsx'
import { useActions, type ActionList } from './use-actions.ts'

/** Programs of the machine, run on an operator's word: only those that the configuration names. */
export function ActionsSection() {
  const { may, why } = useMay('operator')
  const { data, error, isLoading, reload } = useActions(may)
  return (
    <Panel title="Outside actions" id="actions" className="shrink-0 max-wide:scroll-mt-3">
      <p className="max-w-prose px-4 pb-3 text-sm text-soft">A program of this machine, run by the core that leads, with a time limit. Who asked, why, and what it printed stand in the ledger.</p>
      {!may ? <Empty why={`What may be run on this machine is for operators to see. ${why}`} />
        : isLoading ? <Skeleton className="m-4 h-24" />
          : error !== null || !data ? <div className="p-4 pt-0"><Trouble error={error} retry={reload} /></div>
            : <Actions list={data} />}
    </Panel>
  )
}

function Actions({ list: { allowed, recent } }: { list: ActionList }) {
  return (
    <>
      {allowed.length === 0
        ? <Empty why="No program is allowed, which is the default. Name those that you want in OUROBOROS_ACTIONS, like OUROBOROS_ACTIONS=git,ollama, and start again. There are shell, git, docker and ollama." />
        : <ActionForm allowed={allowed} />}
      {recent.length > 0 && (
        <section aria-label="Run lately" className="border-t border-line">
          <h3 className="caption px-4 pt-3 pb-1">Run lately</h3>
          <ul>{recent.map((command) => <ActionRow key={command.id} command={command} />)}</ul>
        </section>
      )}
    </>
  )
}
