import { randomUUID } from 'node:crypto'
import type { LedgerEvent, NewEvent } from '../../contract/event.ts'
import { defaultBudgetsMs } from '../../contract/healing.ts'
import { whole } from '../../contract/whole.ts'
import { askForVersions, type MindPorts } from '../ask-for-versions.ts'
import { makeLesson } from '../../mind/make-lesson.ts'
import type { Rung } from '../rung.ts'

/**
 * Asks a teacher where the resident has failed, in a learning window only: what it gets right becomes a lesson, so that the
 * like is healed at home the next time.
 */
export const teacher = (ports: MindPorts & { record: (...events: NewEvent[]) => Promise<LedgerEvent[]> }): Rung => ({
  id: 'teacher',
  budgetMs: defaultBudgetsMs.teacher,
  async *propose(sick, tried, turn) {
    const { mind } = ports
    if (mind.nameOf('resident') === null) return 'there is nobody to teach: no resident is set'
    if (!tried.some(({ rung, accepted }) => rung === 'resident' && !accepted)) return 'the resident has not failed: it was not asked'
    return yield* askForVersions('teacher', sick, tried, turn, ports)
  },
  async judged({ organism, incident, genome, verdict }, candidate, { accepted }) {
    const before = whole(() => ports.genomes.files(genome))
    if (!accepted || candidate.kind !== 'genome' || before === null) return
    const lesson = makeLesson({ id: randomUUID(), organism: organism.id, verdict, before, after: candidate.files, why: candidate.reason, teacher: ports.mind.nameOf('teacher') ?? 'teacher' })
    await ports.record({ kind: 'lesson-learn', organism: organism.id, incident, data: lesson })
  },
})
