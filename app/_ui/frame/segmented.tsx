import { clsx } from 'clsx'

interface SegmentedProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
}

/** One of a few, all in sight. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  return (
    <div role="group" aria-label={label} className="flex">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={clsx(
            '-ml-px min-h-11 border px-3 text-sm first:ml-0 focus-visible:z-10 wide:min-h-7 wide:px-2',
            option.value === value ? 'relative z-1 border-text text-text' : 'border-edge text-soft hover:text-text',
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
