'use client'
import type { ActionOutcome } from '../../../lib/contract/action.ts'
import type { Command } from '../../../lib/contract/command.ts'
import { SignMark } from '../frame/sign-mark.tsx'
import { plainText } from '../log/ansi.ts'
import { visible } from '../log/visible.ts'
import { useEngineNow } from '../wire/use-live.tsx'
import { ago, duration } from '../words/format.ts'
import type { Sign } from '../words/state.ts'

/** One that was asked for: how it ended, and what it printed. Its text is shown, and never acts. */
export function ActionRow({ command }: { command: Command }) {
  const now = useEngineNow(5000)
  if (command.request.kind !== 'action-run') return null
  const { program, args } = command.request
  const { author, reason, outcome, createdAt } = command
  const action = outcome?.action
  return (
    <li className="border-t border-line px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <SignMark sign={signOf(command)} className="w-28" />
        <code className="min-w-0 flex-1 basis-48 truncate font-mono" title={visible(args.join(' '))}>{program} {visible(args.join(' '))}</code>
        <span className="text-soft tabular-nums">{action && `${duration(action.ms)} · `}{author} · {ago(now - createdAt)}</span>
      </div>
      {reason !== null && <p className="text-sm text-soft">“{visible(reason)}”</p>}
      {outcome && !action && <p className="text-sm text-soft">{visible(outcome.message)}</p>}
      {action && <Output action={action} name={`Output of ${program} ${args.join(' ')}`} />}
    </li>
  )
}

function signOf({ state, outcome }: Command): Sign {
  const action = outcome?.action
  if (state === 'queued' || state === 'claimed') return { shape: '◐', word: state === 'queued' ? 'waiting' : 'running', tone: 'healing' }
  if (!action) return { shape: '✖', word: 'refused', tone: 'crashed' }
  if (action.signal !== null) return { shape: '■', word: action.signal, tone: 'degraded' }
  return action.exitCode === 0 ? { shape: '●', word: 'exit code 0', tone: 'healthy' } : { shape: '✖', word: `exit code ${action.exitCode ?? '?'}`, tone: 'crashed' }
}

function Output({ action: { output, truncated }, name }: { action: ActionOutcome; name: string }) {
  if (output === '') return <p className="text-sm text-soft">It printed nothing.</p>
  return (
    <details className="pt-1">
      <summary className="min-h-11 py-3 text-sm text-soft hover:text-text wide:min-h-0 wide:py-0.5">What it printed{truncated && ', its first part'}</summary>
      <pre tabIndex={0} role="region" aria-label={name} className="mt-1 max-h-60 overflow-auto bg-well p-3 font-mono text-sm">{output.trimEnd().split('\n').map(plainText).join('\n')}</pre>
    </details>
  )
}
