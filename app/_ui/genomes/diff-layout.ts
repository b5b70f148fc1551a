'use client'
import { parseAsStringLiteral, useQueryState } from 'nuqs'

export const diffLayouts = ['unified', 'split'] as const
export type DiffLayout = (typeof diffLayouts)[number]

/** How differences are drawn, for all of a page; in its address. */
export const useDiffLayout = () => useQueryState('diff', parseAsStringLiteral(diffLayouts).withDefault('unified'))
