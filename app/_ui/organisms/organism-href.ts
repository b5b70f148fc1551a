import type { organismTabs } from '../address/address.ts'

/** Where an organism has its own room. */
export const organismHref = (id: string, of?: (typeof organismTabs)[number]): string => `/organisms/${id}${of === undefined ? '' : `?of=${of}`}`
