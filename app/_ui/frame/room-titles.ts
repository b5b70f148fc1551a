import type { Room } from '../address/address.ts'

export const roomTitles: Record<Room, string> = { live: 'Live', log: 'Log', pulse: 'Pulse', chaos: 'Chaos', incidents: 'Incidents', genomes: 'Genomes', healing: 'Healing' }
