'use client'
import { useState } from 'react'
import { lessonBounds } from '../../../lib/contract/lesson.ts'
import type { LessonView } from '../../../lib/contract/view.ts'
import { Button } from '../frame/button.tsx'
import { visible } from '../log/visible.ts'
import { useCommand } from '../wire/use-command.ts'
import { useLive } from '../wire/use-live.tsx'
import { clockTime, counted } from '../words/format.ts'

const none: readonly LessonView[] = []

/** What teachers have taught: to be read, put right, and forgotten. */
export function Lessons() {
  const lessons = useLive(({ view }) => view?.lessons) ?? none
  return (
    <section aria-label="Lessons" className="border-t border-line">
      <div className="px-4 pt-3 pb-2">
        <h3 className="text-sm font-medium">{counted(lessons.length, 'lesson')}</h3>
        <p className="max-w-prose text-sm text-soft">{lessons.length === 0 ? 'Nothing was taught yet. What a teacher gets right is kept here, and put before the resident when something like it fails.' : 'Those that are most like a failure are put before the resident, so that no teacher is needed for it again.'}</p>
      </div>
      <ul>{lessons.map((lesson) => <OneLesson key={lesson.id} lesson={lesson} />)}</ul>
    </section>
  )
}

const fields = [['failure', 'What failed', 2], ['context', 'The code around it', 6], ['edit', 'The edit that heals it', 6], ['why', 'Why', 2]] as const

function OneLesson({ lesson }: { lesson: LessonView }) {
  const { id, organism, failure, teacher, learnedAt, editedBy } = lesson
  const [draft, setDraft] = useState<Pick<LessonView, (typeof fields)[number][0]> | null>(null)
  const { run, isBusy, refusal } = useCommand()
  const path = `/api/lessons/${encodeURIComponent(id)}`
  const save = async () => {
    if (draft && await run(path, draft, { method: 'PUT' })) setDraft(null)
  }
  const isWhole = draft === null || (draft.failure.trim() !== '' && draft.edit.trim() !== '')
  return (
    <li className="border-t border-line px-4 py-2">
      <details className="group">
        <summary className="flex min-h-11 flex-wrap items-baseline gap-x-3 text-sm wide:min-h-7">
          <span aria-hidden className="text-soft group-open:rotate-90">›</span>
          <span className="min-w-0 font-mono [overflow-wrap:anywhere]">{visible(failure)}</span>
          <span className="text-soft">of {organism}, by {visible(teacher)}, {clockTime(learnedAt)}{editedBy !== null && `, put right by ${editedBy}`}</span>
        </summary>
        <form className="flex flex-col gap-2 py-2" onSubmit={(event) => { event.preventDefault(); void save() }}>
          {fields.map(([name, label, rows]) => (
            <label key={name} className="flex flex-col gap-1 text-sm text-soft">
              {label}
              <textarea
                aria-label={label} rows={rows} value={(draft ?? lesson)[name]} maxLength={lessonBounds[name]} spellCheck={false} dir="ltr"
                onChange={(event) => setDraft({ ...(draft ?? { failure, context: lesson.context, edit: lesson.edit, why: lesson.why }), [name]: event.target.value })}
                className="border border-edge bg-well p-2 font-mono text-sm text-text"
              />
            </label>
          ))}
          <div className="flex flex-wrap gap-2">
            <Button needs="operator" size="small" look="primary" type="submit" disabled={isBusy || draft === null || !isWhole}>{isBusy ? 'Saving…' : 'Save'}</Button>
            <Button size="small" disabled={draft === null} onClick={() => setDraft(null)}>Discard</Button>
            <Button needs="operator" size="small" look="quiet" disabled={isBusy} onClick={() => void run(`${path}/forget`)}>Forget it</Button>
          </div>
          {!isWhole && <p role="alert" className="text-sm text-alarm">✖ A lesson says what failed, and what heals it.</p>}
          {refusal && <p role="alert" className="text-sm"><span className="text-alarm">✖ {refusal.detail}</span> {refusal.wayOut}</p>}
        </form>
      </details>
    </li>
  )
}
