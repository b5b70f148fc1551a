import { clsx } from 'clsx'

interface AmountFieldProps {
  label: string
  unit: string
  text: string
  isValid: boolean
  change: (text: string) => void
}

/** A whole number with its unit. */
export function AmountField({ label, unit, text, isValid, change }: AmountFieldProps) {
  return (
    <span className="inline-flex items-center gap-2 text-sm">
      <input
        aria-label={label} inputMode="numeric" value={text} autoComplete="off" aria-invalid={!isValid} onChange={(event) => change(event.target.value)}
        className={clsx('min-h-11 w-24 border bg-well px-2 text-right font-mono tabular-nums wide:min-h-8', isValid ? 'border-edge' : 'border-crashed')}
      />
      {unit}
    </span>
  )
}
