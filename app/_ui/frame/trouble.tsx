import { explain } from '../wire/api.ts'
import { Button } from './button.tsx'

/** What went wrong and the way out, where the thing itself would be. */
export function Trouble({ error, retry }: { error: unknown; retry?: () => void }) {
  const { detail, wayOut } = explain(error)
  return (
    <div role="alert" className="flex flex-col items-start gap-2 border-l-2 border-crashed px-4 py-2 text-sm">
      <p><span aria-hidden className="text-alarm">✖ </span>{detail}</p>
      {wayOut && <p className="text-soft">{wayOut}</p>}
      {retry && <Button size="small" onClick={retry}>Try again</Button>}
    </div>
  )
}
