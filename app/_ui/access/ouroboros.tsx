import { clsx } from 'clsx'
import { head, scaleCount, scalePath } from '../heart/ring-geometry.ts'

const scales = Array.from({ length: scaleCount }, (_, index) => ({ path: scalePath(index), opacity: 0.9 - (index / scaleCount) * 0.75 }))

/** The ring that bites its own end, as a lock. */
export function Ouroboros({ isBusy, isRefused }: { isBusy: boolean; isRefused: boolean }) {
  return (
    <div aria-hidden className="flex items-center justify-center overflow-hidden bg-well p-6 wide:p-12">
      <svg viewBox="0 0 400 400" className="block w-full max-w-44 wide:max-w-[30rem]" fill={isRefused ? 'var(--color-crashed)' : 'var(--color-healthy)'}>
        <g className={clsx(isBusy && 'animate-breathe')}>
          {scales.map(({ path, opacity }) => <path key={path} d={path} opacity={opacity} />)}
          <g transform={head.transform}>
            <path d={head.upper} transform={isRefused ? `rotate(-14 ${head.hinge})` : undefined} />
            <path d={head.lower} transform={isRefused ? `rotate(16 ${head.hinge})` : undefined} />
            <path d={head.eye} fill="var(--color-ground)" transform={isRefused ? `rotate(-14 ${head.hinge})` : undefined} />
          </g>
        </g>
        <path d="M200 148a34 34 0 0 1 17 63.4l11 52.6h-56l11-52.6A34 34 0 0 1 200 148z" fill="none" stroke={isRefused ? 'var(--color-crashed)' : 'var(--color-edge)'} strokeWidth={3} />
      </svg>
    </div>
  )
}
