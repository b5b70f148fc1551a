'use client'
import { Panel } from '../frame/panel.tsx'
import { defaultPreferences, usePreference, type PreferenceName, type Preferences } from '../frame/preferences.ts'
import { Segmented } from '../frame/segmented.tsx'
import { SettingLine } from './setting-line.tsx'

interface ChoiceProps<N extends PreferenceName> {
  name: N
  title: string
  about: string
  options: readonly { value: Preferences[N]; label: string }[]
}

function Choice<N extends PreferenceName>({ name, title, about, options }: ChoiceProps<N>) {
  const [value, set] = usePreference(name)
  return (
    <SettingLine title={title} about={about} origin={value === defaultPreferences[name] ? 'default' : 'browser'}>
      <Segmented
        label={title} value={String(value)} options={options.map(({ value: one, label }) => ({ value: String(one), label }))}
        onChange={(text) => {
          const chosen = options.find((option) => String(option.value) === text)
          if (chosen) set(chosen.value)
        }}
      />
    </SettingLine>
  )
}

const switched = [{ value: false, label: 'Off' }, { value: true, label: 'On' }] as const

/** How the page looks and is operated, for this browser alone. */
export function AppearanceSection() {
  return (
    <Panel title="Appearance" id="appearance" className="shrink-0 max-wide:scroll-mt-3">
      <p className="px-4 pb-3 text-sm text-soft">Kept in this browser. The engine and other readers see nothing of it.</p>
      <Choice name="theme" title="Theme" about="High contrast has the same colours on pure black, with brighter lines and text." options={[{ value: 'dark', label: 'Dark' }, { value: 'contrast', label: 'High contrast' }]} />
      <Choice name="motion" title="Motion" about="What moves says something, and words say it too." options={[{ value: 'system', label: 'As the system says' }, { value: 'none', label: 'None' }]} />
      <Choice name="projector" title="Projector mode" about="Fewer and larger things, to be read from the back of a lecture hall." options={switched} />
      <Choice name="sound" title="Sound" about="A tone when something falls, and one when it is healed." options={switched} />
      <Choice name="keys" title="Single keys" about="Keys without Ctrl or ⌘. Off where they meet a screen reader’s or a dictation program’s own." options={switched} />
    </Panel>
  )
}
