/** The rooms of the house: each has an address of its own. */
export const rooms = [
  { path: '/', title: 'God View', short: 'View', key: 'v' },
  { path: '/organisms', title: 'Organisms', short: 'Organisms', key: 'o' },
  { path: '/incidents', title: 'Incidents', short: 'Incidents', key: 'i' },
  { path: '/genomes', title: 'Genomes', short: 'Genomes', key: 'g' },
  { path: '/chaos', title: 'Chaos', short: 'Chaos', key: 'c' },
  { path: '/factory', title: 'Factory', short: 'Factory', key: 'f' },
  { path: '/cores', title: 'Cores', short: 'Cores', key: 'e' },
  { path: '/ledger', title: 'Ledger', short: 'Ledger', key: 'l' },
  { path: '/settings', title: 'Settings', short: 'Settings', key: 's' },
] as const
export type RoomPath = (typeof rooms)[number]['path']

/** The room that an address is in. */
export const roomOf = (pathname: string): RoomPath => rooms.find(({ path }) => path !== '/' && (pathname === path || pathname.startsWith(`${path}/`)))?.path ?? '/'
