'use client'
import { useEffect } from 'react'
import { changeableSettings } from '../../../lib/contract/setting.ts'
import { Sessions } from '../access/sessions.tsx'
import { ActionsSection } from '../actions/actions-section.tsx'
import { Panel } from '../frame/panel.tsx'
import { Skeleton } from '../frame/skeleton.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { AccessSection, isAboutAccess } from './access-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { DataSection } from './data-section.tsx'
import { EngineSection } from './engine-section.tsx'
import { HealingSection } from './healing-section.tsx'
import { MindSection } from '../mind/mind-section.tsx'
import { LimitsSection } from './limits-section.tsx'
import { SectionNav } from './section-nav.tsx'
import { isAboutMind } from '../mind/is-about-mind.ts'
import { useSettings } from './use-settings.ts'

/** Shown in the sections above the engine's own. */
const shownElsewhere: readonly string[] = changeableSettings

/** Every setting there is, with where it comes from and how it is changed. */
export function SettingsRoom() {
  const { data, error, isLoading, reload } = useSettings()
  const rows = new Map(data?.settings.map((row) => [row.name, row]))
  const configured = [...rows.values()].filter(({ name }) => !shownElsewhere.includes(name))
  const isLoaded = data !== null
  useEffect(() => {
    // The address was there before the section that it names.
    if (isLoaded) document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [isLoaded])
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-3 pt-2 wide:grid wide:grid-cols-[14.5rem_minmax(0,1fr)] wide:pt-0 wide:pb-3">
      <SectionNav />
      <div tabIndex={0} role="region" aria-label="Settings" className="flex min-h-0 flex-col gap-3 focus-visible:-outline-offset-2 wide:overflow-y-auto">
        <h2 className="sr-only">Settings</h2>
        <HealingSection />
        <MindSection rows={rows} />
        <LimitsSection rows={rows} />
        <AppearanceSection />
        <DataSection rows={rows} />
        {isLoading && <Panel title="Access and engine" className="shrink-0"><Skeleton className="m-4 min-h-40" /></Panel>}
        {!isLoading && !data && <Panel title="Access and engine" className="shrink-0"><div className="p-4"><Trouble error={error} retry={reload} /></div></Panel>}
        {data && <AccessSection rows={configured.filter(isAboutAccess)}><Sessions /></AccessSection>}
        {data && <EngineSection rows={configured.filter((row) => !isAboutAccess(row) && !isAboutMind(row))} />}
        <ActionsSection />
      </div>
    </div>
  )
}
