import { Activity, Bug, Dna, Eye, Factory, HeartPulse, ScrollText, Settings2, Zap } from 'lucide-react'
import { clsx } from 'clsx'
import Link from 'next/link'
import { linkQuery } from '../address/address.ts'
import type { rooms, RoomPath } from '../address/rooms.ts'

export const roomIcons: Record<RoomPath, typeof Eye> = { '/': Eye, '/organisms': Bug, '/incidents': Activity, '/genomes': Dna, '/chaos': Zap, '/factory': Factory, '/cores': HeartPulse, '/ledger': ScrollText, '/settings': Settings2 }

const behindMore: readonly RoomPath[] = ['/factory', '/cores', '/ledger', '/settings']

/** Whether a phone has it in its bar. */
export const isUnderThumb = (path: RoomPath): boolean => !behindMore.includes(path)

/** As a tab of the bar on a phone, in the header where it is wide. */
export const tabShape = (isCurrent: boolean): string => clsx(
  'flex items-center justify-center gap-1.5 focus-visible:-outline-offset-2 hover:text-text max-wide:h-14 max-wide:w-full max-wide:flex-col max-wide:gap-0.5 max-wide:border-t-2 max-wide:text-xs wide:h-12 wide:border-b-2 wide:px-2 wide:text-sm wide:whitespace-nowrap',
  isCurrent ? 'border-text text-text' : 'border-transparent text-soft',
)

export function RoomLink({ room: { path, title, short }, isCurrent, organism }: { room: (typeof rooms)[number]; isCurrent: boolean; organism: string | null }) {
  const Icon = roomIcons[path]
  return (
    <Link href={`${path}${linkQuery({ organism })}`} aria-current={isCurrent ? 'page' : undefined} className={tabShape(isCurrent)}>
      <Icon aria-hidden className="size-5 shrink-0 wide:size-4 wide:max-[1439px]:hidden projector:hidden" strokeWidth={1.5} />
      <span className="wide:hidden">{short}</span>
      <span className="max-wide:hidden">{title}</span>
    </Link>
  )
}
