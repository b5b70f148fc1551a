import type { Incident } from '../../../lib/contract/incident.ts'
import { linkQuery } from '../address/address.ts'

/** The permanent address of an incident. */
export const incidentHref = ({ id, organism }: Pick<Incident, 'id' | 'organism'>): string => `/incidents/${encodeURIComponent(id)}${linkQuery({ organism })}`
