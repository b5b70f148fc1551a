import { duration } from '../words/format.ts'
import type { Tone } from '../words/state.ts'
import type { Act, Theatre } from './theatre.ts'

interface ActWords { shape: string; tone: Tone; title: string; promise: string; tell: (theatre: Theatre) => string }

/** The five acts: what will happen, and once it has, what did. */
export const actWords: Record<Act, ActWords> = {
  frozen: { shape: '■', tone: 'idle', title: 'Frozen', promise: 'The core that leads is stopped, and cannot know it.', tell: ({ old }) => `Core ${old.core} is stopped. It believes in epoch ${old.epoch}.` },
  led: { shape: '●', tone: 'healthy', title: 'Another leads', promise: 'The other core takes the lead and raises the epoch by one.', tell: (theatre) => `${theatre.next ? `Core ${theatre.next.core}` : 'The other core'} leads with epoch ${theatre.next?.epoch ?? '?'}${theatre.next?.tookMs == null ? '' : `, after ${duration(theatre.next.tookMs)}`}.` },
  woke: { shape: '▲', tone: 'degraded', title: 'It wakes', promise: 'The old one goes on where it stood, and still thinks that it leads.', tell: ({ old }) => `Core ${old.core} goes on as if nothing had been: two think that they lead.` },
  refused: { shape: '✖', tone: 'crashed', title: 'Refused', promise: 'Its first write bears the old epoch. The ledger does not take it.', tell: ({ old }) => `The ledger takes nothing from epoch ${old.epoch} any more.` },
  back: { shape: '○', tone: 'idle', title: 'Steps down', promise: 'It ends itself, is started again, and stands by.', tell: ({ old }) => `Core ${old.core} stepped down, and was started again to stand by.` },
}
