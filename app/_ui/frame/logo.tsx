/** The mark: a ring that bites its own end. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className="size-7">
      <path d="M20.5 6.6A10.4 10.4 0 1 1 11 6.9" fill="none" stroke="var(--color-healthy)" strokeWidth="4" strokeLinecap="round" />
      <path d="M8.6 10.2 10.4 3.6 19 5.4l-5.4 5z" fill="var(--color-healthy)" />
      <circle cx="12.6" cy="6.3" r="1.1" fill="var(--color-ground)" />
    </svg>
  )
}
