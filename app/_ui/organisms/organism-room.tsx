'use client'
import Link from 'next/link'
import { Tabs } from 'radix-ui'
import type { OrganismView } from '../../../lib/contract/view.ts'
import { linkQuery, organismTabs } from '../address/address.ts'
import { useAddress } from '../address/use-address.ts'
import { ButtonLink } from '../frame/button.tsx'
import { Empty } from '../frame/empty.tsx'
import { SignMark } from '../frame/sign-mark.tsx'
import { HealingRoom } from '../healing/healing-room.tsx'
import { PulseRoom } from '../pulse/pulse-room.tsx'
import { SourceRoom } from '../source/source-room.tsx'
import { SpecRoom } from '../spec/spec-room.tsx'
import { useOrganism } from '../wire/use-live.tsx'
import { count, percent, shortGenome } from '../words/format.ts'
import { stateSigns } from '../words/state.ts'
import { Deeds } from './deeds.tsx'
import { ImproveMenu } from '../mind/improve-menu.tsx'
import { Improving } from '../mind/improving.tsx'
import { RestartBudget } from './restart-budget.tsx'
import { SmallRing } from './small-ring.tsx'

const titles: Record<(typeof organismTabs)[number], string> = { source: 'Source', healing: 'Healing', spec: 'Spec', pulses: 'Pulses' }

/** One organism: its source, how it is healed, what it has to do, its pulses. */
export function OrganismRoom({ id }: { id: string }) {
  const organism = useOrganism(id)
  const [{ of }, setAddress] = useAddress('of')
  if (!organism) return <div className="panel m-3 min-h-64"><Empty why={`There is no organism ${id}.`}><ButtonLink href="/organisms">All organisms</ButtonLink></Empty></div>
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 px-3 pt-1 pb-3 wide:px-4">
      <Head organism={organism} />
      <Improving key={id} organism={id} />
      <Tabs.Root value={of} onValueChange={(value) => void setAddress({ of: organismTabs.find((one) => one === value) ?? null }, { history: 'push' })} className="flex min-h-0 flex-1 flex-col">
        <Tabs.List aria-label={`What there is to see of ${organism.title}`} className="-mb-px flex">
          {organismTabs.map((one) => (
            <Tabs.Trigger key={one} value={one} className="min-h-11 border-b-2 border-transparent px-4 text-sm text-soft hover:text-text focus-visible:-outline-offset-2 data-[state=active]:border-text data-[state=active]:text-text max-wide:flex-1 max-wide:px-2 wide:min-h-9">{titles[one]}</Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content key={id} value={of} className="panel min-h-96 flex-1" tabIndex={-1}>
          {of === 'source' && <SourceRoom organism={organism} />}
          {of === 'healing' && <><RestartBudget organism={organism} /><HealingRoom organism={organism} /></>}
          {of === 'spec' && <SpecRoom organism={organism} />}
          {of === 'pulses' && <PulseRoom organism={organism} />}
        </Tabs.Content>
      </Tabs.Root>
    </div>
  )
}

function Head({ organism }: { organism: OrganismView }) {
  const { id, title, kind, state, stateReason, teaches, pulses, good, genome } = organism
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
      <SmallRing organism={organism} className="size-14" />
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex flex-wrap items-baseline gap-x-4">
          <h2 className="text-xl font-semibold">{title}</h2>
          <SignMark sign={stateSigns[state]} />
          {state !== 'healthy' && <span className="text-sm text-soft">{stateReason}</span>}
        </div>
        <p className="truncate text-sm text-soft max-wide:whitespace-normal">{teaches}</p>
      </div>
      <p className="text-sm text-soft tabular-nums max-wide:flex-1"><span className="font-mono text-text">{shortGenome(genome)}</span> · {kind} · {percent(good, pulses)} of {count(pulses)} pulses good</p>
      <Link href="/organisms" className="inline-flex min-h-11 items-center text-sm text-soft underline hover:text-text wide:order-last wide:min-h-7">All organisms</Link>
      <div className="flex flex-wrap items-center gap-2">
        <Deeds organism={organism} />
        <ImproveMenu organism={organism} />
        <ButtonLink size="small" look="quiet" href={`/${linkQuery({ organism: id })}`}>In God View</ButtonLink>
      </div>
    </div>
  )
}
