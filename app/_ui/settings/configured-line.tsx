import { SettingLine } from './setting-line.tsx'
import type { SettingRow } from './use-settings.ts'

/** portAndSo → Port and so */
const titleOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (first) => first.toUpperCase()).replace(/\b(ms|mb|url)\b/, (unit) => ({ ms: '(ms)', mb: '(MB)', url: 'URL' })[unit] ?? unit)

/** A setting that is changed elsewhere, with where. */
export function ConfiguredLine({ row: { name, value, isSet, isSecret, origin, about, how } }: { row: SettingRow }) {
  return (
    <SettingLine title={titleOf(name)} about={about} origin={origin}>
      <p className="text-sm break-words">{isSecret ? (isSet ? 'set' : 'not set') : isSet ? <span className="font-mono">{value}</span> : <span className="text-soft">none</span>}</p>
      <p className="text-xs text-soft">{how}</p>
    </SettingLine>
  )
}
