import type { WayIn } from './sign-in.tsx'

/** Never says which part was wrong: the engine does not, either. */
export function Refused({ refusal }: Pick<WayIn, 'refusal'>) {
  return (
    <div role="alert" className="empty:hidden">
      {refusal && (
        <div className="flex flex-col gap-1 border-l-2 border-crashed pl-3 text-sm">
          <p className="text-alarm"><span aria-hidden>✖ </span>{refusal.detail}</p>
          <p className="text-soft">{refusal.wayOut}</p>
        </div>
      )}
    </div>
  )
}
