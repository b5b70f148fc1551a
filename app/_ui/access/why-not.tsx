'use client'
import type { Role } from '../../../lib/contract/access.ts'
import { useMay } from './use-may.ts'

/** Says in sight why deeds beside it are off; nothing where they are not. */
export function WhyNot({ needs }: { needs: Role }) {
  const { may, why } = useMay(needs)
  return may ? null : <p className="text-sm text-soft"><span aria-hidden>◇ </span>{why}</p>
}
