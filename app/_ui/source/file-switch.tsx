import { Segmented } from '../frame/segmented.tsx'

/** One file of a version at a time: in sight where they are few, in a list where they are many. */
export function FileSwitch({ files, value, changed, onChange }: { files: readonly string[]; value: string; changed: ReadonlySet<string>; onChange: (file: string) => void }) {
  const options = files.map((file) => ({ value: file, label: changed.has(file) ? `${file} · changed` : file }))
  if (files.length <= 3 && files.join('').length < 60) return <Segmented label="File" value={value} options={options} onChange={onChange} />
  return (
    <select aria-label="File" value={value} onChange={(event) => onChange(event.target.value)} className="min-h-11 min-w-0 border border-edge bg-panel px-3 text-sm wide:min-h-9">
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  )
}
