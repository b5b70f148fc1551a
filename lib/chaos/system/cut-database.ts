import type { SystemFault } from '../../contract/fault.ts'

export const cutDatabase: SystemFault = {
  class: 'system',
  isMomentary: true,
  id: 'cut-database',
  label: 'Cut every connection to PostgreSQL',
  teaches: 'A write whose answer never came may have happened or not: it is looked up before it is tried again.',
  intensity: 'makes no difference: every connection is cut',
  takes: [],
  undo: 'the connections are made again by themselves',
  async inject(target) {
    await target.cutDatabase()
    return () => undefined
  },
}
