import type { CommandOutcome } from '../contract/command.ts'
import { UnknownLessonError } from '../contract/errors.ts'
import type { LedgerEvent, NewEvent } from '../contract/event.ts'
import type { Lesson } from '../contract/lesson.ts'
import type { Clock } from '../contract/ports/clock.ts'
import type { Readers } from '../contract/ports/readers.ts'

/** When teachers may be asked, and what they have taught. */
export interface LearningDesk {
  /** Wall clock; null: they may not. */
  until: () => number | null
  open: (minutes: number, by: string) => Promise<CommandOutcome>
  close: (by: string) => Promise<CommandOutcome>
  /** @throws UnknownLessonError */
  edit: (id: string, edit: Pick<Lesson, 'failure' | 'context' | 'edit' | 'why'>, by: string) => Promise<CommandOutcome>
  /** @throws UnknownLessonError */
  forget: (id: string, by: string) => Promise<CommandOutcome>
}

const minuteMs = 60_000

export function openLearningDesk({ clock, record, reader, until: before }: {
  clock: Clock
  record: (...events: NewEvent[]) => Promise<LedgerEvent[]>
  reader: Pick<Readers, 'view'>
  until: number | null
}): LearningDesk {
  let until = before
  const ours = { organism: null, incident: null }
  function known(id: string): void {
    if (!reader.view().lessons.some((lesson) => lesson.id === id)) throw new UnknownLessonError(`there is no lesson ${id}`)
  }
  return {
    until: () => until,
    async open(minutes, by) {
      const end = clock.now() + minutes * minuteMs
      await record({ ...ours, kind: 'learning-open', data: { until: end, by } })
      until = end
      return { message: `For ${minutes} minutes a teacher is asked where the resident has failed` }
    },
    async close(by) {
      await record({ ...ours, kind: 'learning-close', data: { by } })
      until = null
      return { message: 'No teacher is asked any more' }
    },
    async edit(id, edit, by) {
      known(id)
      await record({ ...ours, kind: 'lesson-edit', data: { id, ...edit, by } })
      return { message: 'The lesson is as you wrote it' }
    },
    async forget(id, by) {
      known(id)
      await record({ ...ours, kind: 'lesson-forget', data: { id, by } })
      return { message: 'The lesson is forgotten' }
    },
  }
}
