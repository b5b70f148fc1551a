'use client'
import { clsx } from 'clsx'
import Link from 'next/link'
import type { ComponentProps } from 'react'
import type { Role } from '../../../lib/contract/access.ts'
import { useMay } from '../access/use-may.ts'

const looks = {
  /** The one thing to do here: the brightest shape on the page. */
  primary: 'border-text bg-text font-semibold text-ground hover:bg-white hover:border-white',
  plain: 'border-edge text-text hover:border-text hover:bg-raised',
  danger: 'border-crashed text-text hover:bg-crashed hover:text-ground',
  quiet: 'border-transparent text-soft hover:text-text hover:bg-raised',
}

const sizes = {
  small: 'min-h-11 px-3 text-sm wide:min-h-7',
  normal: 'min-h-11 px-4 text-sm wide:min-h-9',
  tall: 'min-h-12 px-4 text-base',
  large: 'min-h-12 px-4 text-lg wide:px-6',
}

interface Look { look?: keyof typeof looks; size?: keyof typeof sizes }
type ButtonProps = ComponentProps<'button'> & Look & {
  /** Who may press it: for others it is off, and says why. */
  needs?: Role
}
type ButtonLinkProps = ComponentProps<typeof Link> & Look

const shape = ({ look = 'plain', size = 'normal' }: Look, className: string | undefined): string => clsx(
  'inline-flex shrink-0 items-center justify-center gap-2 border whitespace-nowrap transition-colors duration-100',
  'disabled:border-line disabled:bg-transparent disabled:text-mist',
  looks[look], sizes[size], className,
)

export function Button({ look, size, className, type = 'button', needs, ...rest }: ButtonProps) {
  const { may, why } = useMay(needs)
  const off = may ? {} : { disabled: true, title: why, 'aria-description': why }
  return <button type={type} className={shape({ ...(look && { look }), ...(size && { size }) }, className)} {...rest} {...off} />
}

/** Goes to another room, and looks like the button that it stands beside. */
export function ButtonLink({ look, size, className, ...rest }: ButtonLinkProps) {
  return <Link className={shape({ ...(look && { look }), ...(size && { size }) }, className)} {...rest} />
}
