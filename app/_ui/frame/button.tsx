import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

const looks = {
  /** The one thing to do here: the brightest shape on the page. */
  primary: 'border-text bg-text font-semibold text-ground hover:bg-white hover:border-white',
  plain: 'border-edge text-text hover:border-text hover:bg-raised',
  danger: 'border-crashed text-text hover:bg-crashed hover:text-ground',
  quiet: 'border-transparent text-soft hover:text-text hover:bg-raised',
}

type ButtonProps = ComponentProps<'button'> & { look?: keyof typeof looks; size?: 'small' | 'normal' | 'tall' | 'large' }

export function Button({ look = 'plain', size = 'normal', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center gap-2 border whitespace-nowrap transition-colors duration-100',
        'disabled:border-line disabled:bg-transparent disabled:text-mist',
        looks[look],
        size === 'small' && 'min-h-11 px-3 text-sm wide:min-h-7',
        size === 'normal' && 'min-h-11 px-4 text-sm wide:min-h-9',
        size === 'tall' && 'min-h-12 px-4 text-base',
        size === 'large' && 'min-h-12 px-4 text-lg wide:px-6',
        className,
      )}
      {...rest}
    />
  )
}
