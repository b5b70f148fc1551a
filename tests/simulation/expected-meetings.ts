import { steps } from '../../lib/contract/step.ts'
import './deeds/all.ts'
import { deedNames } from './deeds/deed.ts'

/** What has to come in enough stories: every deed, every step, a core that dies and one that stops at each of them, and what follows. */
export const expectedMeetings: readonly string[] = [
  ...deedNames,
  ...steps.flatMap((step) => [`step ${step}`, `SIGKILL at ${step}`, `SIGSTOP at ${step}`]),
  'stopped in a transaction', 'another core led', 'an old core was refused, and stepped down', 'an old core pulsed before it knew',
  'the supervisor kills a silent core', 'the restarts of a core are spent', 'a core ended over a full disk', 'a request was refused',
  'search: good', 'search: wrong first', 'search: nothing', 'search: breaks', 'search: no end', 'search: recipes',
]
